import type { StorefrontQuestion } from "../../../../types/storefront-issues"
import { toText } from "../to-text"
import type { IssueRow } from "./issue-of-request"

/** A question as the admin API shows it, with its payment. */
export function presentIssue(row: IssueRow): StorefrontQuestion {
  const { payment } = row
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    message: row.message,
    details: row.details,
    item_key: row.item_key,
    state: stateOf(row),
    answer: row.answer,
    answered_by: row.answered_by_type
      ? { type: row.answered_by_type, id: row.answered_by }
      : null,
    answered_at: toText(row.answered_at),
    created_at: new Date(row.created_at).toISOString(),
    payment: {
      id: payment.id,
      payment: payment.payment,
      amount: payment.amount,
      currency_code: payment.currency_code,
      state: payment.state,
      order_id: payment.order_id,
      order_display_id: payment.order_display_id,
    },
  }
}

function stateOf(row: IssueRow): StorefrontQuestion["state"] {
  if (row.answered_at) {
    return "answered"
  }
  return row.answering_since ? "answering" : "open"
}
