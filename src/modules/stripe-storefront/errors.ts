import { MedusaError } from "@medusajs/framework/utils"
import type { RefundResult } from "../../lib/stripe"

type FailedRefund = Exclude<RefundResult, { kind: "refunded" }>

/**
 * What staff are told of a refund that did not come out as paid. Only a refusal by Stripe is called
 * one: after anything else a second click could pay the customer twice.
 */
export function refundError(
  failed: FailedRefund,
  payment_intent: string
): MedusaError {
  const { cause } = failed
  const error =
    failed.kind === "refused"
      ? new MedusaError(
          MedusaError.Types.NOT_ALLOWED,
          cause.message,
          cause.code
        )
      : new MedusaError(
          MedusaError.Types.UNEXPECTED_STATE,
          `${OPEN_QUESTION[failed.kind]} (${cause.message}). Look at the payment ${payment_intent} in Stripe before you refund again, or the customer may be paid twice.`,
          `refund_${failed.kind}`
        )
  error.cause = cause
  return error
}

const OPEN_QUESTION = {
  not_seen: "Stripe did not confirm the refund, and does not list it so far",
  unknown: "The refund may have been paid out: Stripe gave no answer",
} as const
