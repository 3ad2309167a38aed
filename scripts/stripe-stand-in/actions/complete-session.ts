import type Stripe from "stripe"
import { stateConflict } from "../errors"
import { eventDraft, type EventDraft } from "../events"
import { idOf } from "../ids"
import { buildPaymentIntent } from "../objects/payment-intent"
import {
  buildPaymentMethod,
  type PaymentMethodKind,
} from "../objects/payment-method"
import type { Store } from "../store"
import { applyAmounts, type Promotion, type TaxDue } from "./session-amounts"
import { withAnswers, type Buyer } from "./session-answers"
import { startIntent, succeedIntent } from "./pay-intent"

/** What the customer enters and chooses on the checkout page. */
export interface Completion {
  buyer: Buyer
  method: PaymentMethodKind
  promotion: Promotion | null
  tax: TaxDue | null
  shippingRate: Stripe.ShippingRate | null
  /** Answers to custom fields, by the field's key. */
  fieldValues: Record<string, string>
  /** The checkout is refused unless it comes to nothing. */
  mustBeFree: boolean
  /** Seconds since the epoch, for payments of the past; now unless told. */
  at?: number
}

export interface CompletedSession {
  session: Stripe.Checkout.Session
  intent: Stripe.PaymentIntent | null
  drafts: EventDraft[]
}

/**
 * Ends a checkout as the customer's click on «Pay» does. A total of 0 needs no payment and makes
 * no PaymentIntent; a bank debit completes the session unpaid, and is settled later.
 */
export function completeSession(
  store: Store,
  session: Stripe.Checkout.Session,
  completion: Completion
): CompletedSession {
  if (session.status !== "open") {
    throw stateConflict(
      `This Checkout Session is ${session.status ?? "not open"}.`
    )
  }
  const priced = applyAmounts(
    store,
    withAnswers(session, completion),
    completion
  )
  if (completion.mustBeFree && priced.amount_total !== 0) {
    const cost = priced.amount_total ?? 0
    throw stateConflict(
      `The session costs ${cost}: only a total of 0 needs no payment.`
    )
  }
  const payment = payFor(store, priced, completion)
  const completed = store.checkoutSessions.put({
    ...priced,
    payment_intent: payment.intent?.id ?? null,
    payment_status: payment.status,
    status: "complete",
    url: null,
  })
  const drafts = [
    ...payment.drafts,
    eventDraft("checkout.session.completed", completed),
  ]
  return { session: completed, intent: payment.intent, drafts }
}

function payFor(
  store: Store,
  session: Stripe.Checkout.Session,
  { buyer, method, at }: Completion
): {
  intent: Stripe.PaymentIntent | null
  status: string
  drafts: EventDraft[]
} {
  if (session.amount_total === 0) {
    return { intent: null, status: "no_payment_required", drafts: [] }
  }
  const intent = store.paymentIntents.put(intentFor(store, session, buyer))
  const billing = { ...buyer, tax_id: null }
  const paymentMethod = store.paymentMethods.put(
    buildPaymentMethod(method, billing, idOf(session.customer))
  )
  const created = eventDraft("payment_intent.created", intent)
  if (method === "card" || method === "link") {
    const paid = succeedIntent(store, intent, paymentMethod, at)
    return {
      intent: paid.intent,
      status: "paid",
      drafts: [created, ...paid.drafts],
    }
  }
  const started = startIntent(store, intent, paymentMethod)
  return {
    intent: started.intent,
    status: "unpaid",
    drafts: [created, ...started.drafts],
  }
}

function intentFor(
  store: Store,
  session: Stripe.Checkout.Session,
  buyer: Buyer
): Stripe.PaymentIntent {
  const data = store.sessionDetails.get(session.id)?.paymentIntent
  const { name, phone, address } = buyer
  return buildPaymentIntent({
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "usd",
    customer: idOf(session.customer),
    description: data?.description ?? null,
    metadata: data?.metadata ?? {},
    payment_method_types: session.payment_method_types,
    shipping:
      session.shipping_address_collection && address
        ? {
            address,
            name: name ?? "",
            phone,
            carrier: null,
            tracking_number: null,
          }
        : null,
    created: session.created,
  })
}
