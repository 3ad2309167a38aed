import type { Pool } from "pg"
import type { QueuedItem, StockFigure } from "../types"

/*
 * Causes go with the push that was begun for them: what was asked for since keeps them all, since
 * another push follows for its sake. Its generation tells, as it was before the stock was read, not
 * who has the item now: a worker that lost its lease writes late. The history has a row for each
 * number that was written, also where it is the same as before.
 */
const NOTE_PUSHED = `
  WITH input AS (
    SELECT id, quantity, generation, string_to_array(causes, ',') AS causes, changed_at
    FROM unnest($1::text[], $2::int[], $4::int[], $5::text[], $6::timestamptz[])
      AS input(id, quantity, generation, causes, changed_at)
  ), history AS (
    INSERT INTO stock_push
      (item_id, quantity, previous_quantity, version, causes, changed_at, pushed_at)
    SELECT item.id, input.quantity, item.pushed_quantity, $3::text, input.causes, input.changed_at,
           clock_timestamp()
    FROM input JOIN stock_item AS item ON item.id = input.id
  ), mended AS (
    UPDATE stock_drift AS drift
    SET resolved_at = clock_timestamp(), resolution = 'pushed', updated_at = clock_timestamp()
    FROM input
    WHERE drift.item_id = input.id AND drift.resolved_at IS NULL AND drift.deleted_at IS NULL
  ), locked AS (
    SELECT item.id FROM stock_item AS item JOIN input ON input.id = item.id
    ORDER BY item.id FOR NO KEY UPDATE OF item
  )
  UPDATE stock_item AS item
  SET pushed_quantity = input.quantity,
      pushed_version = $3::numeric,
      raw_pushed_version = (SELECT jsonb_build_object('value', $3::text, 'precision', 20)),
      pushed_at = clock_timestamp(),
      causes = CASE WHEN item.generation = input.generation THEN '{}' ELSE item.causes END,
      changed_at = CASE WHEN item.generation = input.generation THEN NULL ELSE item.changed_at END
  FROM input JOIN locked ON locked.id = input.id
  WHERE item.id = input.id AND (item.pushed_version IS NULL OR item.pushed_version < $3::numeric)`

/**
 * Keeps what the legacy store was last told, and the history of it; closes drift that it mends.
 *
 * @param items the queue's rows, as read before the stock was.
 */
export async function notePushed(
  pool: Pool,
  figures: readonly StockFigure[],
  version: number,
  items: ReadonlyMap<string, QueuedItem>
): Promise<void> {
  const of = figures.map(({ id }) => items.get(id))
  await pool.query(NOTE_PUSHED, [
    figures.map((figure) => figure.id),
    figures.map((figure) => figure.quantity),
    version,
    of.map((item) => item?.generation ?? 0),
    of.map((item) => item?.causes.join(",") ?? ""),
    of.map((item) => item?.changedAt ?? null),
  ])
}
