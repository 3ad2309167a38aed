import type { Pool } from "pg"
import type { OrderState } from "../order-types"

const NOTE_PUSHED = `
  UPDATE legacy_order AS item
  SET pushed_status = input.status,
      pushed_version = $3::numeric,
      raw_pushed_version = jsonb_build_object('value', $3::text, 'precision', 20),
      pushed_at = clock_timestamp()
  FROM unnest($1::text[], $2::text[]) AS input(id, status)
  WHERE item.id = input.id AND (item.pushed_version IS NULL OR item.pushed_version < $3::numeric)`

/** Keeps what the legacy store was last told of orders. */
export async function notePushedOrders(
  pool: Pool,
  orders: readonly OrderState[],
  version: number
): Promise<void> {
  await pool.query(NOTE_PUSHED, [
    orders.map(({ orderId }) => orderId),
    orders.map(({ status }) => status),
    version,
  ])
}

/** Whether the legacy store was ever told of an order. */
export async function wasAnyOrderPushed(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ pushed: boolean }>(
    "SELECT EXISTS (SELECT FROM legacy_order WHERE pushed_at IS NOT NULL) AS pushed"
  )
  return rows[0]?.pushed === true
}

/**
 * Takes it upon the caller to report that the legacy store does not know these orders.
 *
 * @returns those of which it was not reported before: of several callers one gets each.
 */
export async function takeUnknownReports(
  pool: Pool,
  orderIds: readonly string[]
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `UPDATE legacy_order SET unknown_reported_at = clock_timestamp()
     WHERE id = ANY($1) AND unknown_reported_at IS NULL
     RETURNING id`,
    [orderIds]
  )
  return rows.map(({ id }) => id)
}
