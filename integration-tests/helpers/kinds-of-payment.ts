import type Stripe from "stripe"
import type { CheckoutOptions } from "../../scripts/stripe-stand-in"
import type { Shop } from "./shop"
import { cartItem } from "./storefront"

/** A payment that Stripe has made and told nobody of, and what has to come of it. */
export type MadePayment = {
  kind: PaymentKind
  /** The PaymentIntent's id, else the Checkout Session's. */
  payment: string
  /** In minor units. */
  total: number
  isPaid: boolean
  /** All that Stripe has to say of it. */
  events: Stripe.EventBase[]
}

export const PAYMENT_KINDS = [
  "priced",
  "ad_hoc",
  "express",
  "delayed_succeeded",
  "delayed_failed",
  "expired",
  "declined_first",
  "free",
] as const

export type PaymentKind = (typeof PAYMENT_KINDS)[number]

const SUIT = "KCT-BURGUNDY-50R-2P"
const TIE = "KCT-BURGUNDY-TIE"
const SHOES = "KCT-BLACK-OXFORD-9.5"

export const SOLD_SKUS = [SUIT, TIE, SHOES]

/** What a customer does who buys in one of these ways. */
export function makePayment(shop: Shop, kind: PaymentKind): MadePayment {
  const { storefront, store } = shop.stripe
  const known = new Set(store.events.all().map(({ id }) => id))
  const { session, payment_intent } = storefront.checkout({
    ...CHECKOUTS[kind],
    deliver: false,
  })
  if (kind === "delayed_succeeded" || kind === "delayed_failed") {
    const outcome = kind === "delayed_failed" ? "failed" : "succeeded"
    storefront.asyncPayment({ session: session.id, outcome, deliver: false })
  }
  if (kind === "expired") {
    storefront.expire({ session: session.id, deliver: false })
  }
  const events = store.events.all().filter(({ id }) => !known.has(id))
  return {
    kind,
    payment: payment_intent?.id ?? session.id,
    total: session.amount_total ?? Number.NaN,
    isPaid: kind !== "expired" && kind !== "delayed_failed",
    events: kind === "declined_first" ? withDecline(events) : events,
  }
}

const CHECKOUTS: Record<PaymentKind, CheckoutOptions> = {
  priced: { kind: "priced", items: [cartItem(SUIT, 2), cartItem(TIE)] },
  ad_hoc: { kind: "ad_hoc", items: [cartItem(SHOES)], shipping: "express" },
  express: { kind: "express", items: [cartItem(SUIT)] },
  delayed_succeeded: {
    kind: "priced",
    items: [cartItem(SHOES)],
    payment: "delayed",
  },
  delayed_failed: {
    kind: "ad_hoc",
    items: [cartItem(TIE)],
    payment: "delayed",
  },
  expired: { kind: "ad_hoc", items: [cartItem(SUIT)], payment: "unpaid" },
  declined_first: { kind: "priced", items: [cartItem(TIE, 3)] },
  free: {
    kind: "ad_hoc",
    items: [cartItem(TIE)],
    shipping: null,
    payment: "no_payment_required",
  },
}

/** The customer's first card was declined: Stripe tells of it with the same PaymentIntent. */
function withDecline(events: Stripe.EventBase[]): Stripe.EventBase[] {
  const success = events.find(({ type }) => type === "payment_intent.succeeded")
  if (!success) {
    throw new Error("A payment that went through has such an event")
  }
  const intent = success.data.object as Stripe.PaymentIntent
  const decline: Stripe.EventBase = {
    ...success,
    id: `${success.id}_declined`,
    type: "payment_intent.payment_failed",
    data: {
      object: {
        ...intent,
        status: "requires_payment_method",
        amount_received: 0,
        latest_charge: null,
      },
    },
  }
  return [decline, ...events]
}
