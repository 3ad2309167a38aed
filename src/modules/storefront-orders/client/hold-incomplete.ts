import { generateEntityId } from "@medusajs/framework/utils"
import type { Pool } from "pg"
import type { NewIssue, PaymentLease } from "../types"

const HOLD_INCOMPLETE = `
  WITH held AS (
    UPDATE storefront_payment SET state = 'held', updated_at = clock_timestamp()
    WHERE id = $1 AND lease_token = $2 AND order_id IS NULL
    RETURNING id
  )
  INSERT INTO storefront_issue
    (id, kind, subject, message, details, payment_id, created_at, updated_at)
  SELECT $3, $4, $5, $6, $7::jsonb, held.id, clock_timestamp(), clock_timestamp() FROM held
  ON CONFLICT (payment_id, kind, subject) WHERE deleted_at IS NULL
  DO UPDATE SET message = excluded.message, details = excluded.details,
    answer = NULL, answering_since = NULL, answered_at = NULL, answered_by = NULL,
    answered_by_type = NULL, updated_at = excluded.updated_at`

/**
 * Holds a payment whose import failed and could not be taken back, with the question about it. One
 * that was asked before is open again. Nothing is written once the lease is another worker's.
 */
export async function holdIncomplete(
  pool: Pool,
  lease: PaymentLease,
  issue: NewIssue
): Promise<void> {
  await pool.query(HOLD_INCOMPLETE, [
    lease.id,
    lease.leaseToken,
    generateEntityId(undefined, "siss"),
    issue.kind,
    issue.subject,
    issue.message,
    JSON.stringify(issue.details),
  ])
}
