import type { Pool } from "pg"
import type { ComparedPayment } from "./comparisons"

const CAN_BE_COMPARED = `
  order_id IS NOT NULL AND payment_intent_id IS NOT NULL AND deleted_at IS NULL`

/** Which payments a run is about. */
export type DueSelection = {
  /** Stripe's other mode cannot be asked with the same key. */
  livemode: boolean
  /** Those compared since then are not due, UTC. */
  before: Date
}

const SELECT = `
  SELECT id, payment, payment_intent_id, order_id, currency_code
  FROM storefront_payment
  WHERE ${CAN_BE_COMPARED} AND livemode = $1 AND NOT id = ANY($2::text[])`

const NEVER_COMPARED = `
  ${SELECT} AND compared_at IS NULL ORDER BY created_at, id LIMIT $3`

const COMPARED_LONGEST_AGO = `
  ${SELECT} AND compared_at < $4 ORDER BY compared_at, created_at, id LIMIT $3`

/**
 * Payments that were never compared, and once there are none, those compared longest ago. What came
 * in together stands together.
 *
 * @param except ledger rows that this run has had no luck with.
 */
export async function findDuePayments(
  pool: Pool,
  { livemode, before }: DueSelection,
  except: readonly string[],
  limit: number
): Promise<ComparedPayment[]> {
  const values = [livemode, except, limit]
  const fresh = await pool.query<ComparedPayment>(NEVER_COMPARED, values)
  if (fresh.rows.length > 0) {
    return fresh.rows
  }
  const known = await pool.query<ComparedPayment>(COMPARED_LONGEST_AGO, [
    ...values,
    before,
  ])
  return known.rows
}

const COUNT = `
  SELECT count(*)::int AS due FROM storefront_payment
  WHERE ${CAN_BE_COMPARED} AND livemode = $1
    AND (compared_at IS NULL OR compared_at < $2)`

export async function countDuePayments(
  pool: Pool,
  { livemode, before }: DueSelection
): Promise<number> {
  const { rows } = await pool.query<{ due: number }>(COUNT, [livemode, before])
  return rows[0]?.due ?? 0
}

const FIND_ONE = `
  SELECT id, payment, payment_intent_id, order_id, currency_code
  FROM storefront_payment
  WHERE (id = $1 OR payment = $1 OR payment_intent_id = $1 OR checkout_session_id = $1)
    AND ${CAN_BE_COMPARED}
  LIMIT 1`

/** One of them by any of its ids; null where it is no order, or nothing was charged. */
export async function findComparedPayment(
  pool: Pool,
  id: string
): Promise<ComparedPayment | null> {
  const { rows } = await pool.query<ComparedPayment>(FIND_ONE, [id])
  return rows[0] ?? null
}
