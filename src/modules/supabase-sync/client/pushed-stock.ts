import type { Pool } from "pg"
import type { QueuedItems, StockFigure } from "../types"

/*
 * Causes go with the push that was begun for them: what was asked for since keeps them all, since
 * another push follows for its sake. Its generation tells, as it was before the stock was read, not
 * who has the item now: a worker that lost its lease writes late. The history has a row for each
 * number that was written, also where it is the same as before.
 *
 * The rows are locked in the order of their ids, and only then read: nobody changes them any more.
 * Found by an array, they are one pass through the index.
 *
 * The commit need not wait for the disk: the one that settles the item does, for both of them. In a
 * crash of the database before it the item is pushed again.
 */
const NOTE_PUSHED = `
  WITH locked AS (
    SELECT id, generation, pushed_quantity, pushed_version FROM stock_item
    WHERE id = ANY($1::text[])
      AND (SELECT set_config('synchronous_commit', 'off', true)) IS NOT NULL
    ORDER BY id FOR NO KEY UPDATE
  ), input AS MATERIALIZED (
    SELECT id, figure.quantity, coalesce(queued.causes, '') AS causes, queued.changed_at,
           locked.pushed_quantity AS previous_quantity,
           coalesce(locked.generation = queued.generation, false) AS is_last,
           locked.pushed_version IS NULL OR locked.pushed_version < $3::numeric AS is_newer
    FROM unnest($1::text[], $2::int[]) AS figure(id, quantity)
    JOIN locked USING (id)
    LEFT JOIN unnest($4::text[], $5::int[], $6::text[], $7::timestamptz[])
      AS queued(id, generation, causes, changed_at) USING (id)
  ), history AS (
    INSERT INTO stock_push
      (item_id, quantity, previous_quantity, version, causes, changed_at, pushed_at)
    SELECT id, quantity, previous_quantity, $3::text, string_to_array(causes, ','), changed_at,
           clock_timestamp()
    FROM input
  ), mended AS (
    UPDATE stock_drift
    SET resolved_at = clock_timestamp(), resolution = 'pushed', updated_at = clock_timestamp()
    WHERE item_id = ANY($1::text[]) AND resolved_at IS NULL AND deleted_at IS NULL
  )
  UPDATE stock_item AS item
  SET pushed_quantity = input.quantity,
      pushed_version = $3::numeric,
      raw_pushed_version = (SELECT jsonb_build_object('value', $3::text, 'precision', 20)),
      pushed_at = clock_timestamp(),
      causes = CASE WHEN input.is_last THEN '{}' ELSE item.causes END,
      changed_at = CASE WHEN input.is_last THEN NULL ELSE item.changed_at END
  FROM input
  WHERE item.id = input.id AND item.id = ANY($1::text[]) AND input.is_newer`

/**
 * Keeps what the legacy store was last told, and the history of it; closes drift that it mends.
 *
 * @param queued their rows of the queue, as read before the stock was.
 */
export async function notePushed(
  pool: Pool,
  figures: readonly StockFigure[],
  version: number,
  queued: QueuedItems
): Promise<void> {
  await pool.query(NOTE_PUSHED, [
    figures.map(({ id }) => id),
    figures.map(({ quantity }) => quantity),
    version,
    queued.ids,
    queued.generations,
    queued.causes,
    queued.changed_at,
  ])
}
