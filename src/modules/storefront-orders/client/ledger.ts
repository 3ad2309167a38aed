import { generateEntityId } from "@medusajs/framework/utils"
import type { Pool } from "pg"
import { passingError } from "../../../lib/errors"
import type {
  AcquiredPayment,
  ImportedOrder,
  PaymentLease,
  PaymentReference,
} from "../types"

/** Longer than an import takes in bad weather; a worker that died holds a payment no longer. */
const LEASE = "30 seconds"

const ENTER = `
  INSERT INTO storefront_payment
    (id, payment, payment_intent_id, checkout_session_id, amount, raw_amount, currency_code,
     livemode, source, state, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5::numeric, jsonb_build_object('value', $5::text, 'precision', 20), $6, $7, $8, 'open', clock_timestamp(), clock_timestamp())
  ON CONFLICT (payment) WHERE deleted_at IS NULL DO NOTHING`

const ACQUIRE = `
  UPDATE storefront_payment
  SET lease_token = gen_random_uuid()::text,
      lease_until = clock_timestamp() + interval '${LEASE}',
      updated_at = clock_timestamp()
  WHERE payment = $1 AND deleted_at IS NULL AND order_id IS NULL
    AND (lease_until IS NULL OR lease_until < clock_timestamp())
  RETURNING id, lease_token`

/**
 * Enters a payment in the ledger, unless it is there, and takes it into this worker's hands,
 * unless its order is there or another worker has it.
 */
export async function acquirePayment(
  pool: Pool,
  reference: PaymentReference
): Promise<AcquiredPayment> {
  await pool.query(ENTER, [
    generateEntityId(undefined, "spay"),
    reference.payment,
    reference.payment_intent_id,
    reference.checkout_session_id,
    String(reference.amount),
    reference.currency_code,
    reference.livemode,
    reference.source,
  ])
  const { rows } = await pool.query<{ id: string; lease_token: string }>(
    ACQUIRE,
    [reference.payment]
  )
  const row = rows[0]
  if (row) {
    return {
      kind: "acquired",
      lease: { id: row.id, leaseToken: row.lease_token },
    }
  }
  return findHolder(pool, reference.payment)
}

async function findHolder(
  pool: Pool,
  payment: string
): Promise<AcquiredPayment> {
  const { rows } = await pool.query<{ id: string; order_id: string | null }>(
    "SELECT id, order_id FROM storefront_payment WHERE payment = $1 AND deleted_at IS NULL",
    [payment]
  )
  const row = rows[0]
  if (!row) {
    throw passingError(
      "ledger_row_missing",
      `The ledger row of ${payment} was removed meanwhile`
    )
  }
  return row.order_id
    ? { kind: "imported", id: row.id, orderId: row.order_id }
    : { kind: "busy", id: row.id }
}

const RELEASE = `
  UPDATE storefront_payment SET lease_token = NULL, lease_until = NULL, updated_at = clock_timestamp()
  WHERE id = $1 AND lease_token = $2`

/** Gives a payment back whose import did not finish. Harmless when the lease is gone. */
export async function releasePayment(
  pool: Pool,
  lease: PaymentLease
): Promise<void> {
  await pool.query(RELEASE, [lease.id, lease.leaseToken])
}

const HOLD = `
  UPDATE storefront_payment SET lease_until = clock_timestamp() + interval '${LEASE}'
  WHERE id = $1 AND lease_token = $2 AND lease_until > clock_timestamp()`

/**
 * Holds the payment for longer.
 *
 * @returns false when the lease has run out: another worker may have the payment by now.
 */
export async function holdPayment(
  pool: Pool,
  lease: PaymentLease
): Promise<boolean> {
  const { rowCount } = await pool.query(HOLD, [lease.id, lease.leaseToken])
  return rowCount === 1
}

const MARK_IMPORTED = `
  WITH marked AS (
    UPDATE storefront_payment
    SET state = CASE WHEN jsonb_array_length($5::jsonb) > 0 THEN 'held' ELSE 'imported' END,
        order_id = $3, order_display_id = $4, imported_at = clock_timestamp(),
        lease_token = NULL, lease_until = NULL, updated_at = clock_timestamp()
    WHERE id = $1 AND lease_token = $2
    RETURNING id
  ), asked AS (
    INSERT INTO storefront_issue (id, kind, subject, message, details, item_key, payment_id, created_at, updated_at)
    SELECT issue.id, issue.kind, issue.subject, issue.message, issue.details, issue.item_key, marked.id,
           clock_timestamp(), clock_timestamp()
    FROM marked, jsonb_to_recordset($5::jsonb)
      AS issue(id text, kind text, subject text, message text, details jsonb, item_key text)
    ON CONFLICT (payment_id, kind, subject) WHERE deleted_at IS NULL DO NOTHING
  )
  SELECT id FROM marked`

/**
 * Notes the order a payment became and the questions left, in one commit.
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
  const { rowCount } = await pool.query(MARK_IMPORTED, [
    lease.id,
    lease.leaseToken,
    order.orderId,
    order.displayId,
    JSON.stringify(issues),
  ])
  if (rowCount !== 1) {
    throw passingError(
      "lease_lost",
      "Another worker has taken this payment over"
    )
  }
}
