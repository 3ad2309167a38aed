import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

/** What a refund can be before anything goes wrong with it. */
export type OpenRefundStatus = "succeeded" | "pending" | "requires_action"

/** A Refund, gone through unless told; `amount` in minor units of the charge's currency. */
export function buildRefund(input: {
  charge: Stripe.Charge
  amount: number
  reason: string | null
  metadata: Stripe.Metadata
  status?: OpenRefundStatus
}): Stripe.Refund {
  const { charge } = input
  const byCard = charge.payment_method_details?.type === "card"
  return {
    id: newId("re_3"),
    object: "refund",
    amount: input.amount,
    balance_transaction: null,
    charge: charge.id,
    created: nowSeconds(),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: byCard
      ? {
          type: "card",
          card: {
            reference_status: "pending",
            reference_type: "acquirer_reference_number",
            type: "refund",
          },
        }
      : { type: charge.payment_method_details?.type ?? "card" },
    metadata: input.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: input.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: input.status ?? "succeeded",
    ...(input.status === "pending" && { pending_reason: "processing" }),
    transfer_reversal: null,
  }
}
