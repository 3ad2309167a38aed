import Stripe from "stripe"
import type { WorkError } from "../../../lib/errors"
import type { MinorAmount } from "../../../lib/money"
import { askStripe, toWorkError } from "../../../lib/stripe"

/** A refund to be paid out at Stripe. */
export type RefundOrder = {
  payment_intent: string
  amount: MinorAmount
  /** The Refund's id in Medusa: the idempotency key, and metadata by which the refund is found. */
  refundId: string | undefined
}

/**
 * - `refunded`: it is at Stripe.
 * - `refused`: Stripe said no, so nothing was paid out.
 * - `not_seen`: no usable answer came, and Stripe lists no such refund. One that is still being
 *   worked on there may appear yet.
 * - `unknown`: no usable answer came, and the list could not be had either.
 */
export type RefundResult =
  | { kind: "refunded" }
  | { kind: "refused" | "not_seen" | "unknown"; cause: WorkError }

/** Shorter than elsewhere: somebody is waiting, and has waited for the refund already. */
const LOOK_UP: Stripe.RequestOptions = { timeout: 10_000, maxNetworkRetries: 1 }

/**
 * Pays a refund out, and finds out what became of it where the answer was lost. Medusa forgets a
 * Refund whose call failed and gives the next try another id, so a lost answer that counted as a
 * refusal would have the customer paid twice.
 */
export async function refundOnce(
  stripe: Stripe,
  { payment_intent, amount, refundId }: RefundOrder
): Promise<RefundResult> {
  try {
    await stripe.refunds.create(
      {
        payment_intent,
        amount,
        metadata: refundId ? { medusa_refund_id: refundId } : {},
      },
      refundId ? { idempotencyKey: refundId } : {}
    )
    return { kind: "refunded" }
  } catch (error) {
    const cause = toWorkError(error)
    if (isRefusal(cause)) {
      return { kind: "refused", cause }
    }
    if (!refundId) {
      return { kind: "unknown", cause }
    }
    return lookUp(stripe, payment_intent, refundId, cause)
  }
}

/** Whether Stripe's answer means that nothing was done (https://docs.stripe.com/error-handling). */
function isRefusal({ retry, cause }: WorkError): boolean {
  return (
    retry === "permanent" ||
    cause instanceof Stripe.errors.StripeAuthenticationError ||
    cause instanceof Stripe.errors.StripePermissionError
  )
}

async function lookUp(
  stripe: Stripe,
  payment_intent: string,
  refundId: string,
  cause: WorkError
): Promise<RefundResult> {
  try {
    const found = await askStripe(() =>
      isListed(stripe, payment_intent, refundId)
    )
    return found ? { kind: "refunded" } : { kind: "not_seen", cause }
  } catch {
    // The first failure says more; this one only means that the question stays open.
    return { kind: "unknown", cause }
  }
}

async function isListed(
  stripe: Stripe,
  payment_intent: string,
  refundId: string
): Promise<boolean> {
  const refunds = stripe.refunds.list({ payment_intent, limit: 100 }, LOOK_UP)
  for await (const { metadata } of refunds) {
    if (metadata?.medusa_refund_id === refundId) {
      return true
    }
  }
  return false
}
