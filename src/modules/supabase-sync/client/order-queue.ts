import type { Pool } from "pg"
import type { CapturedOrderChange } from "../order-types"

type ChangeRow = {
  id: string
  order_id: string | null
  fulfillment_id: string | null
}

/** The oldest changes that wait. They stay until {@link queueOrders} takes them away. */
export async function peekOrderChanges(
  pool: Pool,
  limit: number
): Promise<CapturedOrderChange[]> {
  const { rows } = await pool.query<ChangeRow>(
    "SELECT id::text, order_id, fulfillment_id FROM legacy_order_change ORDER BY id LIMIT $1",
    [limit]
  )
  return rows.map((row) => ({
    id: row.id,
    orderId: row.order_id,
    fulfillmentId: row.fulfillment_id,
  }))
}

/** Since when the oldest change waits to be folded, in ms; 0 where none does. */
export async function oldestOrderChangeMs(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ ms: number }>(
    `SELECT (extract(epoch FROM clock_timestamp() - created_at) * 1000)::float8 AS ms
     FROM legacy_order_change ORDER BY id LIMIT 1`
  )
  return rows[0]?.ms ?? 0
}

const QUEUE_ORDERS = `
  WITH folded AS (
    DELETE FROM legacy_order_change WHERE id = ANY($2::bigint[])
  )
  INSERT INTO legacy_order AS item (id, state, run_at, created_at, updated_at)
  SELECT id, 'pending', clock_timestamp(), clock_timestamp(), clock_timestamp()
  FROM unnest($1::text[]) AS id
  ORDER BY id
  ON CONFLICT (id) DO UPDATE
  SET generation = item.generation + 1,
      state = CASE WHEN item.state = 'running' THEN item.state ELSE 'pending' END,
      run_at = CASE
        -- Not before a failed push is due again: a busy order must not hammer a store that is out.
        WHEN item.state IN ('running', 'pending') THEN item.run_at
        ELSE clock_timestamp() END,
      attempt = CASE WHEN item.state IN ('running', 'pending') THEN item.attempt ELSE 0 END,
      -- One that was given up gets its seven days again.
      failing_since = CASE WHEN item.state IN ('running', 'pending') THEN item.failing_since END,
      updated_at = clock_timestamp()`

/**
 * Asks for the orders to be pushed and takes away the changes that led to them, in one commit. A
 * process that dies before it leaves the changes where they are.
 *
 * @param orderIds each once.
 */
export async function queueOrders(
  pool: Pool,
  orderIds: readonly string[],
  changeIds: readonly string[]
): Promise<void> {
  await pool.query(QUEUE_ORDERS, [orderIds, changeIds])
}
