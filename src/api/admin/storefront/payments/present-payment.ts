import type { InferTypeOf } from "@medusajs/framework/types"
import type { StorefrontPayment } from "../../../../modules/storefront-orders/models/storefront-payment"
import type { StorefrontPaymentResponse } from "../../../../types/storefront-payments"
import { toText } from "../to-text"

/** A ledger row as the admin API shows it: without its lease. */
export function presentPayment(
  row: InferTypeOf<typeof StorefrontPayment>
): StorefrontPaymentResponse {
  return {
    id: row.id,
    payment: row.payment,
    payment_intent_id: row.payment_intent_id,
    checkout_session_id: row.checkout_session_id,
    amount: row.amount,
    currency_code: row.currency_code,
    livemode: row.livemode,
    source: row.source,
    state: row.state,
    order_id: row.order_id,
    order_display_id: row.order_display_id,
    imported_at: toText(row.imported_at),
    compared_at: toText(row.compared_at),
    created_at: new Date(row.created_at).toISOString(),
    issues: row.issues.map((issue) => ({
      id: issue.id,
      kind: issue.kind,
      subject: issue.subject,
      message: issue.message,
      details: issue.details,
      answered_at: toText(issue.answered_at),
    })),
  }
}
