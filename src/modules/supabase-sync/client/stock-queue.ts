import type { Pool } from "pg"
import type {
  CapturedChange,
  ItemToQueue,
  StockChangeSource,
  QueuedItems,
} from "../types"

type ChangeRow = {
  id: string
  inventory_item_id: string | null
  variant_id: string | null
  product_id: string | null
  location_id: string | null
  source: StockChangeSource
  created_at: Date
}

/** The oldest changes that wait. They stay until {@link queueItems} takes them away. */
export async function peekChanges(
  pool: Pool,
  limit: number
): Promise<CapturedChange[]> {
  const { rows } = await pool.query<ChangeRow>(
    `SELECT id::text, inventory_item_id, variant_id, product_id, location_id, source, created_at
     FROM stock_change ORDER BY id LIMIT $1`,
    [limit]
  )
  return rows.map((row) => ({
    id: row.id,
    inventoryItemId: row.inventory_item_id,
    variantId: row.variant_id,
    productId: row.product_id,
    locationId: row.location_id,
    source: row.source,
    changedAt: row.created_at,
  }))
}

const QUEUE_ITEMS = `
  WITH folded AS (
    DELETE FROM stock_change WHERE id = ANY($5::bigint[]) RETURNING id
  )
  INSERT INTO stock_item AS item
    (id, kind, causes, changed_at, state, run_at, created_at, updated_at)
  SELECT id, kind, string_to_array(causes, ','), changed_at,
         'pending', clock_timestamp(), clock_timestamp(), clock_timestamp()
  FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
    AS input(id, kind, causes, changed_at)
  -- Where all of the changes are gone, another process has queued what they led to.
  WHERE cardinality($5::bigint[]) = 0 OR EXISTS (SELECT FROM folded)
  ORDER BY id
  ON CONFLICT (id) DO UPDATE
  SET generation = item.generation + 1,
      causes = ARRAY(SELECT unnest(item.causes) UNION SELECT unnest(excluded.causes)),
      changed_at = least(item.changed_at, excluded.changed_at),
      state = CASE WHEN item.state = 'running' THEN item.state ELSE 'pending' END,
      run_at = CASE
        WHEN item.state = 'running' THEN item.run_at
        -- Not before a failed push is due again: a busy variant must not hammer a store that is out.
        WHEN item.state = 'pending' THEN item.run_at
        ELSE clock_timestamp() END,
      attempt = CASE WHEN item.state IN ('running', 'pending') THEN item.attempt ELSE 0 END,
      -- One that was given up gets its seven days again.
      failing_since = CASE WHEN item.state IN ('running', 'pending') THEN item.failing_since END,
      updated_at = clock_timestamp()`

/**
 * Asks for the items to be pushed and takes away the changes that led to them, in one commit. A
 * process that dies before it leaves the changes where they are. Where another process was quicker
 * with the same changes nothing is asked for again.
 *
 * @param items each id once.
 * @param changeIds none where more of what they led to is still to come.
 */
export async function queueItems(
  pool: Pool,
  items: readonly ItemToQueue[],
  changeIds: readonly string[]
): Promise<void> {
  await pool.query(QUEUE_ITEMS, [
    items.map((item) => item.id),
    items.map((item) => item.kind),
    items.map((item) => item.causes.join(",")),
    items.map((item) => item.changedAt),
    changeIds,
  ])
}

/** The rows of some items, to be read before their stock is: what was asked for since shows by then. */
export async function readQueued(
  pool: Pool,
  itemIds: readonly string[]
): Promise<QueuedItems> {
  const { rows } = await pool.query<QueuedItems>(
    `SELECT coalesce(array_agg(id), '{}')::text AS ids,
            coalesce(array_agg(generation), '{}')::text AS generations,
            coalesce(array_agg(array_to_string(causes, ',')), '{}')::text AS causes,
            coalesce(array_agg(changed_at), '{}')::text AS changed_at
     FROM stock_item WHERE id = ANY($1)`,
    [itemIds]
  )
  return (
    rows[0] ?? { ids: "{}", generations: "{}", causes: "{}", changed_at: "{}" }
  )
}

/** The next version: greater than every one drawn before. To be drawn before the stock is read. */
export async function nextVersion(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ version: string }>(
    "SELECT nextval('stock_version')::text AS version"
  )
  return Number(rows[0]?.version)
}

/*
 * One at a time, or one that read the clock earlier could set back what another has drawn since. The
 * lock goes with the implicit transaction of the two statements. A sequence that is ahead already
 * (the server's clock was set back) is left alone: others are drawing from it.
 */
const LIFT_VERSIONS = `
  SELECT pg_advisory_xact_lock(hashtext('stock_version'));
  SELECT setval('stock_version', clock.now)
  FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now) AS clock
  WHERE clock.now > (SELECT last_value FROM stock_version)`

/**
 * Lifts the sequence above any version that was ever drawn, also where the database was set back to
 * a backup: versions start from the clock in microseconds and are drawn far more slowly than it runs.
 */
export async function liftVersions(pool: Pool): Promise<void> {
  await pool.query(LIFT_VERSIONS)
}
