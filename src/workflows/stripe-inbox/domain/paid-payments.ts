import type Stripe from "stripe"
import type { TimeSpan } from "../../../modules/stripe-inbox/types"
import {
  isPaid,
  paymentReferenceOf,
} from "../../storefront-orders/domain/payment-reference"
import { medusaSessionOf } from "./medusa-session"

/** A payment that must be an order. */
export type PaidPayment = {
  /** The PaymentIntent's id, or the Checkout Session's where there is no PaymentIntent. */
  payment: string
  /** The payment session of Medusa that it says it belongs to. */
  medusaSessionId: string | null
}

/**
 * The payments of these Checkout Sessions that were made within a span and went through.
 *
 * @param sessions with their PaymentIntents expanded.
 */
export function paidPayments(
  sessions: readonly Stripe.Checkout.Session[],
  { from, until }: TimeSpan
): PaidPayment[] {
  return sessions
    .filter((session) => {
      const intent = intentOf(session)
      const paidAt = (intent ?? session).created * 1000
      return (
        session.mode === "payment" &&
        isPaid(session) &&
        (intent === null || intent.status === "succeeded") &&
        paidAt >= from.getTime() &&
        paidAt < until.getTime()
      )
    })
    .map((session) => ({
      payment: paymentReferenceOf(session, "backfill").payment,
      medusaSessionId: medusaSessionOf(intentOf(session) ?? {}),
    }))
}

/** Stripe makes it when the customer pays, so its time is the payment's. */
function intentOf(
  session: Stripe.Checkout.Session
): Stripe.PaymentIntent | null {
  return typeof session.payment_intent === "object"
    ? session.payment_intent
    : null
}
