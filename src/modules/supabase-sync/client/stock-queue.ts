import type { Pool } from "pg"
import type { StockChanges, StockFigure } from "../types"

/** The oldest changes that wait. They stay until {@link queueVariants} takes them away. */
export async function peekChanges(
  pool: Pool,
  limit: number
): Promise<StockChanges> {
  const { rows } = await pool.query<{ id: string; inventory_item_id: string }>(
    "SELECT id::text, inventory_item_id FROM stock_change ORDER BY id LIMIT $1",
    [limit]
  )
  return {
    changeIds: rows.map((row) => row.id),
    inventoryItemIds: [...new Set(rows.map((row) => row.inventory_item_id))],
  }
}

const QUEUE_VARIANTS = `
  WITH folded AS (
    DELETE FROM stock_change WHERE id = ANY($2::bigint[])
  )
  INSERT INTO stock_item AS item (id, state, run_at, created_at, updated_at)
  SELECT id, 'pending', clock_timestamp(), clock_timestamp(), clock_timestamp()
  FROM unnest($1::text[]) AS variant(id)
  ORDER BY id
  ON CONFLICT (id) DO UPDATE
  SET generation = item.generation + 1,
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
 * Asks for the variants to be pushed and takes away the changes that led to them, in one commit. A
 * process that dies before it leaves the changes where they are.
 */
export async function queueVariants(
  pool: Pool,
  variantIds: readonly string[],
  changeIds: readonly string[]
): Promise<void> {
  await pool.query(QUEUE_VARIANTS, [variantIds, changeIds])
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

const NOTE_PUSHED = `
  UPDATE stock_item AS item
  SET pushed_quantity = input.quantity,
      pushed_version = $3::numeric,
      raw_pushed_version = jsonb_build_object('value', $3::text, 'precision', 20),
      pushed_at = clock_timestamp()
  FROM unnest($1::text[], $2::int[]) AS input(id, quantity)
  WHERE item.id = input.id AND (item.pushed_version IS NULL OR item.pushed_version < $3::numeric)`

/** Keeps what the legacy store was last told. */
export async function notePushed(
  pool: Pool,
  figures: readonly StockFigure[],
  version: number
): Promise<void> {
  await pool.query(NOTE_PUSHED, [
    figures.map((figure) => figure.id),
    figures.map((figure) => figure.quantity),
    version,
  ])
}
