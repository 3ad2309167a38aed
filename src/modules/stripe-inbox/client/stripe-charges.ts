import type Stripe from "stripe"

/** What was captured and refunded of a PaymentIntent, in minor units of its currency. */
export type ChargeSums = {
  payment_intent: string
  captured: number
  refunded: number
  /** When it was charged, UTC. */
  chargedAt: Date
}

/**
 * The sums of those charges that took money: a PaymentIntent has at most one of them, beside those
 * that were declined. What a refund that failed later gave back is not in `amount_refunded`, and a
 * chargeback never is (https://docs.stripe.com/api/charges/object).
 */
export function sumsOfCharges(charges: readonly Stripe.Charge[]): ChargeSums[] {
  return charges.flatMap((charge) => {
    const intent = charge.payment_intent
    return intent === null || charge.status !== "succeeded"
      ? []
      : [
          {
            payment_intent: typeof intent === "string" ? intent : intent.id,
            captured: charge.amount_captured,
            refunded: charge.amount_refunded,
            chargedAt: new Date(charge.created * 1000),
          },
        ]
  })
}
