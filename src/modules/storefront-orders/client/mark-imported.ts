import { generateEntityId } from "@medusajs/framework/utils"
import type { Pool } from "pg"
import { passingError } from "../../../lib/errors"
import type { ImportedOrder, PaymentLease, PaymentSource } from "../types"
import { countOrderMade } from "./order-metrics"

const MARK_IMPORTED = `
  WITH marked AS (
    UPDATE storefront_payment
    SET state = CASE WHEN jsonb_array_length($5::jsonb) > 0 OR EXISTS (
          SELECT 1 FROM storefront_issue AS earlier
          WHERE earlier.payment_id = $1 AND earlier.kind <> 'import_incomplete'
            AND earlier.answered_at IS NULL AND earlier.deleted_at IS NULL
        ) THEN 'held' ELSE 'imported' END,
        order_id = $3, order_display_id = $4, imported_at = clock_timestamp(),
        lease_token = NULL, lease_until = NULL, updated_at = clock_timestamp()
    WHERE id = $1 AND lease_token = $2
    RETURNING id, source
  ), asked AS (
    INSERT INTO storefront_issue (id, kind, subject, message, details, item_key, payment_id, created_at, updated_at)
    SELECT issue.id, issue.kind, issue.subject, issue.message, issue.details, issue.item_key, marked.id,
           clock_timestamp(), clock_timestamp()
    FROM marked, jsonb_to_recordset($5::jsonb)
      AS issue(id text, kind text, subject text, message text, details jsonb, item_key text)
    ON CONFLICT (payment_id, kind, subject) WHERE deleted_at IS NULL DO NOTHING
  ), closed AS (
    UPDATE storefront_issue AS incomplete
    SET answered_at = clock_timestamp(), answered_by_type = 'system', updated_at = clock_timestamp()
    FROM marked
    WHERE incomplete.payment_id = marked.id AND incomplete.kind = 'import_incomplete'
      AND incomplete.answered_at IS NULL AND incomplete.deleted_at IS NULL
  )
  SELECT source FROM marked`

/**
 * Notes the order a payment became and the questions left, in one commit. That earlier tries were
 * incomplete is a question no more.
 *
 * @throws WorkError `lease_lost` when another worker has taken the payment over: nothing is written.
 */
export async function markImported(
  pool: Pool,
  lease: PaymentLease,
  order: ImportedOrder
): Promise<void> {
  const issues = order.issues.map((issue) => ({
    ...issue,
    id: generateEntityId(undefined, "siss"),
  }))
  const { rows } = await pool.query<{ source: PaymentSource }>(MARK_IMPORTED, [
    lease.id,
    lease.leaseToken,
    order.orderId,
    order.displayId,
    JSON.stringify(issues),
  ])
  const [marked] = rows
  if (!marked) {
    throw passingError(
      "lease_lost",
      "Another worker has taken this payment over"
    )
  }
  countOrderMade(marked.source)
}
