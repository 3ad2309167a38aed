import type { Pool } from "pg"
import type { DurableQueue } from "../../../lib/durable-queue"
import { ignoreJob } from "../../../lib/durable-queue/ignore-job"
import { RECONCILE_TABLES } from "../reconcile-queue"
import type { ReconcileRequest, ReconcileRun } from "../reconcile-types"

/** The outcome of a run that somebody stopped. */
export const STOPPED = "stopped"

const REASON = "Stopped before all was compared; it can go on where it was"

/**
 * Asks a run to stop: one under way after its page, one that waits at once.
 *
 * @returns whether it had not ended yet.
 */
export async function stopRun(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE stock_reconcile
     SET stop_requested_at = coalesce(stop_requested_at, clock_timestamp()), updated_at = clock_timestamp()
     WHERE id = $1 AND state IN ('pending', 'running') AND deleted_at IS NULL`,
    [id]
  )
  if (rowCount !== 1) {
    return false
  }
  await ignoreJob(pool, RECONCILE_TABLES, {
    id,
    code: STOPPED,
    reason: REASON,
    note: REASON,
  })
  return true
}

/** So long a stopped run is worth going on with; later too much has changed since. */
const RESUMED_WITHIN = "1 hour"

/**
 * Lets the newest run go on that was stopped before it was through with the same request.
 *
 * @returns its id; null where there is none.
 */
export async function resumeRun(
  pool: Pool,
  queue: DurableQueue,
  { kind, repairs, itemIds, requestedBy }: ReconcileRequest
): Promise<ReconcileRun["id"] | null> {
  const { rows } = await pool.query<{ id: string }>(
    `UPDATE stock_reconcile SET stop_requested_at = NULL
     WHERE id = (
       SELECT id FROM stock_reconcile
       WHERE state = 'ignored' AND outcome_code = $5 AND deleted_at IS NULL
         AND kind = $1 AND repairs = $2 AND item_ids IS NOT DISTINCT FROM $3::text[] AND requested_by = $4
         AND finished_at > clock_timestamp() - $6::interval
       ORDER BY created_at DESC LIMIT 1
       FOR UPDATE SKIP LOCKED)
     RETURNING id`,
    [kind, repairs, itemIds, requestedBy, STOPPED, RESUMED_WITHIN]
  )
  const [stopped] = rows
  if (!stopped) {
    return null
  }
  await queue.enqueueAgain([stopped.id])
  return stopped.id
}
