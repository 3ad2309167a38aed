import type { Pool } from "pg"
import { IGNORED_BY_STAFF } from "../types"

/** $1 payments, $2 types of events, $3 the outcome of those that staff set aside */
export const FIND_PAYMENTS_IN_HAND = `
  SELECT DISTINCT payment FROM stripe_event
  WHERE payment = ANY($1::text[]) AND payment IS NOT NULL AND deleted_at IS NULL
    AND type = ANY($2::text[])
    AND (state IN ('pending', 'running', 'dead') OR outcome_code = $3)`

/**
 * Those payments that an event here will bring in, or that staff see among the events: given up, or
 * set aside by them.
 *
 * @param types of the events that bring a payment in.
 */
export async function findPaymentsInHand(
  pool: Pool,
  payments: readonly string[],
  types: readonly string[]
): Promise<Set<string>> {
  const { rows } = await pool.query<{ payment: string }>(
    FIND_PAYMENTS_IN_HAND,
    [payments, types, IGNORED_BY_STAFF]
  )
  return new Set(rows.map((row) => row.payment))
}
