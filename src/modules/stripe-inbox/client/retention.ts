import type { Pool } from "pg"

/** $1 days, $2 how many at most */
export const PRUNE_PAYLOADS = `
  WITH old AS (
    SELECT id FROM stripe_event
    WHERE state IN ('done', 'ignored') AND payload IS NOT NULL AND deleted_at IS NULL
      AND finished_at < clock_timestamp() - $1::float8 * interval '1 day'
    ORDER BY finished_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
  )
  UPDATE stripe_event AS event
  SET payload = NULL, updated_at = clock_timestamp()
  FROM old
  WHERE event.id = old.id`

/**
 * Takes the payload away of events that were finished long ago. The row stays, so that an event
 * that is delivered once more is known, and so do its attempts.
 *
 * @param limit how many rows one transaction may hold.
 * @returns how many there were; less than the limit when these were the last.
 */
export async function prunePayloads(
  pool: Pool,
  { olderThanDays, limit }: { olderThanDays: number; limit: number }
): Promise<number> {
  const { rowCount } = await pool.query(PRUNE_PAYLOADS, [olderThanDays, limit])
  return rowCount ?? 0
}

const FORGET_REFUSALS = `
  DELETE FROM stripe_refusal
  WHERE hour < clock_timestamp() - $1::float8 * interval '1 day' AND deleted_at IS NULL`

/** Deletes the counts of refused deliveries of long ago. @returns how many rows. */
export async function forgetRefusals(
  pool: Pool,
  olderThanDays: number
): Promise<number> {
  const { rowCount } = await pool.query(FORGET_REFUSALS, [olderThanDays])
  return rowCount ?? 0
}
