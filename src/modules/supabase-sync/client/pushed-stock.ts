import type { Pool } from "pg"
import type { StockFigure } from "../types"

/*
 * What changed while it was being pushed keeps its causes: the push that follows is for their sake.
 * The history has a row for each number that was written, also where it is the same as before.
 */
const NOTE_PUSHED = `
  WITH input AS (
    SELECT * FROM unnest($1::text[], $2::int[]) AS input(id, quantity)
  ), history AS (
    INSERT INTO stock_push
      (item_id, quantity, previous_quantity, version, causes, changed_at, pushed_at)
    SELECT item.id, input.quantity, item.pushed_quantity, $3::text, item.causes, item.changed_at,
           clock_timestamp()
    FROM input JOIN stock_item AS item ON item.id = input.id
  ), mended AS (
    UPDATE stock_drift AS drift
    SET resolved_at = clock_timestamp(), resolution = 'pushed', updated_at = clock_timestamp()
    FROM input
    WHERE drift.item_id = input.id AND drift.resolved_at IS NULL AND drift.deleted_at IS NULL
  )
  UPDATE stock_item AS item
  SET pushed_quantity = input.quantity,
      pushed_version = $3::numeric,
      raw_pushed_version = jsonb_build_object('value', $3::text, 'precision', 20),
      pushed_at = clock_timestamp(),
      causes = CASE WHEN item.generation = item.claimed_generation THEN '{}' ELSE item.causes END,
      changed_at = CASE WHEN item.generation = item.claimed_generation THEN NULL ELSE item.changed_at END
  FROM input
  WHERE item.id = input.id AND (item.pushed_version IS NULL OR item.pushed_version < $3::numeric)`

/** Keeps what the legacy store was last told, and the history of it; closes drift that it mends. */
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
