import type Stripe from "stripe"
import { completeSession } from "../actions/complete-session"
import type { Buyer } from "../actions/session-answers"
import { createSession } from "../actions/create-session"
import type { TaxDue } from "../actions/session-amounts"
import { requireObject } from "../actions/find"
import { invalidParameter } from "../errors"
import { publishEvents } from "../events"
import { readParams } from "../http/params"
import { idOf } from "../ids"
import type { PaymentMethodKind } from "../objects/payment-method"
import { buildTaxRate } from "../objects/tax-rate"
import type { StandIn } from "../stand-in"
import type { Store } from "../store"
import {
  checkoutSchema,
  paySchema,
  type CheckoutOptions,
  type PayOptions,
  type Payment,
} from "./options"
import { inventBuyer } from "./people"
import { promotionFor } from "./promotion"
import { draftCheckout, SHIPPING_NAMES } from "./session-draft"

export interface CheckoutResult {
  session: Stripe.Checkout.Session
  payment_intent: Stripe.PaymentIntent | null
  /** Ids of the events, in the order in which they are sent. */
  events: string[]
}

type HowItIsPaid = Omit<Payment, "session" | "shipping_option">

const TAX_PERCENT = { US: 8.25, CA: 13, JP: 10, KW: 0 } as const

/** Makes a session as the storefront does, and lets the customer end it as the options say. */
export function checkOut(
  standIn: StandIn,
  options: CheckoutOptions
): CheckoutResult {
  const checkout = readParams(checkoutSchema, options)
  const session = createSession(
    standIn.store,
    draftCheckout(standIn.store, checkout)
  )
  if (checkout.payment === "unpaid") {
    return { session, payment_intent: null, events: [] }
  }
  const shipping =
    session.shipping_options.length > 0
      ? SHIPPING_NAMES[checkout.shipping ?? "free"]
      : null
  return pay(standIn, session, checkout, shipping)
}

/** Pays a session that is open. */
export function payOpenSession(
  standIn: StandIn,
  options: PayOptions
): CheckoutResult {
  const payment = readParams(paySchema, options)
  const { store } = standIn
  const session = requireObject(
    store.checkoutSessions,
    "checkout.session",
    payment.session,
    "session"
  )
  return pay(standIn, session, payment, payment.shipping_option ?? null)
}

function pay(
  standIn: StandIn,
  session: Stripe.Checkout.Session,
  options: HowItIsPaid & { created?: number },
  shipping: string | null
): CheckoutResult {
  const { store } = standIn
  const buyer = buyerOf(store, options)
  const {
    session: completed,
    intent,
    drafts,
  } = completeSession(store, session, {
    buyer,
    method: methodOf(options),
    promotion: promotionFor(store, options, session.currency ?? "usd"),
    tax: taxFor(options, buyer),
    shippingRate: chosenRate(store, session, shipping),
    mustBeFree: options.payment === "no_payment_required",
    fieldValues: options.gift_message
      ? { gift_message: options.gift_message }
      : {},
    ...(options.created && { at: options.created }),
  })
  const { deliver, duplicate, created, lose_events } = options
  const events = publishEvents(standIn, lose_events ? [] : drafts, {
    origin: null,
    deliver,
    duplicate,
    created,
  })
  return {
    session: completed,
    payment_intent: intent,
    events: events.map((event) => event.id),
  }
}

function methodOf({ payment, country }: HowItIsPaid): PaymentMethodKind {
  switch (payment) {
    case "delayed":
      return country === "CA" ? "acss_debit" : "us_bank_account"
    case "link":
      return "link"
    case "card":
    case "unpaid":
    case "no_payment_required":
      return "card"
  }
}

function buyerOf(store: Store, { country, customer }: HowItIsPaid): Buyer {
  return { ...inventBuyer(country, store.paymentIntents.size), ...customer }
}

function taxFor(options: HowItIsPaid, { address }: Buyer): TaxDue | null {
  const { country } = options
  const percentage = options.tax_rate_percent ?? TAX_PERCENT[country]
  if (percentage === 0) {
    return null
  }
  const rate = buildTaxRate({
    country,
    state: address?.state ?? null,
    percentage,
    inclusive: options.tax_inclusive ?? country === "JP",
  })
  return { rate, onShipping: options.tax_shipping ?? country !== "US" }
}

function chosenRate(
  store: Store,
  session: Stripe.Checkout.Session,
  name: string | null
): Stripe.ShippingRate | null {
  const offered = session.shipping_options.map(({ shipping_rate }) =>
    requireObject(
      store.shippingRates,
      "shipping rate",
      idOf(shipping_rate) ?? "",
      "shipping_rate"
    )
  )
  const chosen =
    name === null
      ? offered[0]
      : offered.find((rate) => rate.display_name === name)
  if (name !== null && !chosen) {
    throw invalidParameter(
      `The session does not offer «${name}».`,
      "shipping_option"
    )
  }
  return chosen ?? null
}
