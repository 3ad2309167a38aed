import type Stripe from "stripe"
import type { DisputeFacts } from "../../../modules/storefront-orders/domain/dispute"

/** What is kept of a dispute of Stripe's. */
export function disputeFactsOf(dispute: Stripe.Dispute): DisputeFacts {
  const { due_by } = dispute.evidence_details
  return {
    dispute: dispute.id,
    amount: dispute.amount,
    currency_code: dispute.currency,
    reason: dispute.reason,
    status: dispute.status,
    // 0 where the bank takes no answer.
    evidence_due_at: due_by ? isoTime(due_by) : null,
    opened_at: isoTime(dispute.created),
  }
}

/** @param seconds since the epoch. */
function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
