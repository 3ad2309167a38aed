import type { InferTypeOf } from "@medusajs/framework/types"
import type { StorefrontDispute } from "../../../../modules/storefront-orders/models/storefront-dispute"
import type { StorefrontDisputeResponse } from "../../../../types/storefront-payments"
import { toText } from "../to-text"

/** Disputes as the admin API shows them, oldest first. */
export function presentDisputes(
  rows: readonly InferTypeOf<typeof StorefrontDispute>[]
): StorefrontDisputeResponse[] {
  return rows
    .map((row) => ({
      dispute: row.dispute,
      amount: row.amount,
      currency_code: row.currency_code,
      reason: row.reason,
      status: row.status,
      evidence_due_at: toText(row.evidence_due_at),
      opened_at: new Date(row.opened_at).toISOString(),
      closed_at: toText(row.closed_at),
    }))
    .sort((one, other) => one.opened_at.localeCompare(other.opened_at))
}
