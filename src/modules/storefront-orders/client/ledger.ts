import { generateEntityId } from "@medusajs/framework/utils"
import type { Pool, PoolClient } from "pg"
import { passingError } from "../../../lib/errors"
import type { AcquiredPayment, PaymentLease, PaymentReference } from "../types"

/** Longer than an import takes in bad weather; a worker that died holds a payment no longer. */
const LEASE = "30 seconds"

const ENTER = `
  INSERT INTO storefront_payment
    (id, payment, payment_intent_id, checkout_session_id, amount, raw_amount, currency_code,
     livemode, source, state, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5::numeric, jsonb_build_object('value', $5::text, 'precision', 20), $6, $7, $8, 'open', clock_timestamp(), clock_timestamp())
  ON CONFLICT (payment) WHERE deleted_at IS NULL DO NOTHING
  RETURNING id`

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
  await enterNew(pool, reference)
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

/** Enters a payment in the ledger, unless it is there. @returns the row's id */
export async function enterPayment(
  client: Pool | PoolClient,
  reference: PaymentReference
): Promise<string> {
  return (
    (await enterNew(client, reference)) ??
    (await findRow(client, reference.payment)).id
  )
}

/** @returns null where it was there already. */
async function enterNew(
  client: Pool | PoolClient,
  reference: PaymentReference
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(ENTER, [
    generateEntityId(undefined, "spay"),
    reference.payment,
    reference.payment_intent_id,
    reference.checkout_session_id,
    String(reference.amount),
    reference.currency_code,
    reference.livemode,
    reference.source,
  ])
  return rows[0]?.id ?? null
}

async function findHolder(
  pool: Pool,
  payment: string
): Promise<AcquiredPayment> {
  const row = await findRow(pool, payment)
  return row.order_id
    ? { kind: "imported", id: row.id, orderId: row.order_id }
    : { kind: "busy", id: row.id }
}

async function findRow(
  client: Pool | PoolClient,
  payment: string
): Promise<{ id: string; order_id: string | null }> {
  const { rows } = await client.query<{ id: string; order_id: string | null }>(
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
  return row
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
