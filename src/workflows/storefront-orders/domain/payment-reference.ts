import type Stripe from "stripe"
import type {
  PaymentReference,
  PaymentSource,
} from "../../../modules/storefront-orders/types"

/** What a Checkout Session says of itself as a payment. */
export function paymentReferenceOf(
  session: Stripe.Checkout.Session,
  source: PaymentSource
): PaymentReference {
  const intent = session.payment_intent
  const paymentIntentId =
    typeof intent === "string" ? intent : (intent?.id ?? null)
  return {
    payment: paymentIntentId ?? session.id,
    payment_intent_id: paymentIntentId,
    checkout_session_id: session.id,
    amount: amountTaken(session),
    currency_code: session.currency ?? "",
    livemode: session.livemode,
    source,
  }
}

/** What Stripe captured; less than the session's total where only a part was. */
function amountTaken(session: Stripe.Checkout.Session): number {
  const intent = session.payment_intent
  const received = typeof intent === "object" ? intent?.amount_received : 0
  return received || (session.amount_total ?? 0)
}

/** Whether a session has been paid, or had nothing to pay. */
export function isPaid(session: Stripe.Checkout.Session): boolean {
  return session.status === "complete" && session.payment_status !== "unpaid"
}
