import Stripe from "stripe"
import { type WorkError, permanentError } from "../errors"
import type { MinorAmount } from "../money"
import { askStripe, toWorkError } from "./stripe-error"

/** A refund to be paid out at Stripe. */
export type RefundOrder = {
  payment_intent: string
  amount: MinorAmount
  /** The Refund's id in Medusa: the idempotency key, and metadata by which the refund is found. */
  refundId: string | undefined
}

/**
 * - `refunded`: it is at Stripe, and paid out or about to be.
 * - `refused`: Stripe said no, or could not pay it out, so the customer has nothing.
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
 * Pays a refund out, and finds out what became of it where the answer was lost: a lost answer that
 * counted as a refusal would have the customer paid twice. Asked again for the same Refund, Stripe
 * answers with the refund that is there.
 */
export async function refundOnce(
  stripe: Stripe,
  order: RefundOrder
): Promise<RefundResult> {
  const { payment_intent, amount, refundId } = order
  try {
    return resultOf(
      await stripe.refunds.create(
        {
          payment_intent,
          amount,
          metadata: refundId ? { medusa_refund_id: refundId } : {},
        },
        refundId ? { idempotencyKey: refundId } : {}
      )
    )
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

/**
 * Whether a refund moves no money: it failed or was cancelled, and what it had taken is the shop's
 * again (https://docs.stripe.com/refunds#failed-refunds).
 */
export function isVoidRefund({ status }: { status: string | null }): boolean {
  return status === "failed" || status === "canceled"
}

function resultOf(refund: Stripe.Refund): RefundResult {
  if (!isVoidRefund(refund)) {
    return { kind: "refunded" }
  }
  const why = refund.failure_reason ? ` (${refund.failure_reason})` : ""
  return {
    kind: "refused",
    cause: permanentError(
      `stripe_refund_${refund.status}`,
      `Stripe: the refund ${refund.id} ${refund.status === "failed" ? "failed" : "was cancelled"}${why}; the customer does not have the money`
    ),
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
      findRefund(stripe, payment_intent, refundId)
    )
    return found ? resultOf(found) : { kind: "not_seen", cause }
  } catch {
    // The first failure says more; this one only means that the question stays open.
    return { kind: "unknown", cause }
  }
}

async function findRefund(
  stripe: Stripe,
  payment_intent: string,
  refundId: string
): Promise<Stripe.Refund | null> {
  const refunds = stripe.refunds.list({ payment_intent, limit: 100 }, LOOK_UP)
  for await (const refund of refunds) {
    if (refund.metadata?.medusa_refund_id === refundId) {
      return refund
    }
  }
  return null
}
