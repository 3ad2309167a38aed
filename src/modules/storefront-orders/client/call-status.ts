import type { Pool } from "pg"

/** Counts stop here, so that a backlog is looked at as quickly as none. */
const COUNTED_TO = 20_000

/** How the calls stand. Times are UTC; no count goes beyond 20,000. */
export type CallStatus = {
  pending: number
  running: number
  /** Given up: somebody must look. */
  dead: number
  dead_code: string | null
  oldest_due_at: Date | null
  failing: number
  failing_since: Date | null
  failing_code: string | null
}

const STATUS = `
  WITH pending AS MATERIALIZED (
    SELECT run_at, failing_since, outcome_code FROM storefront_call
    WHERE state = 'pending' AND deleted_at IS NULL ORDER BY run_at, id LIMIT ${COUNTED_TO}
  ), dead AS MATERIALIZED (
    SELECT outcome_code FROM storefront_call
    WHERE state = 'dead' AND deleted_at IS NULL LIMIT ${COUNTED_TO}
  )
  SELECT
    (SELECT count(*)::int FROM pending) AS pending,
    (SELECT count(*)::int FROM storefront_call
     WHERE state = 'running' AND deleted_at IS NULL) AS running,
    (SELECT count(*)::int FROM dead) AS dead,
    (SELECT mode() WITHIN GROUP (ORDER BY outcome_code) FROM dead) AS dead_code,
    (SELECT min(run_at) FROM pending WHERE run_at <= clock_timestamp()) AS oldest_due_at,
    (SELECT count(*)::int FROM pending WHERE failing_since IS NOT NULL) AS failing,
    (SELECT min(failing_since) FROM pending) AS failing_since,
    (SELECT mode() WITHIN GROUP (ORDER BY outcome_code) FROM pending
     WHERE failing_since IS NOT NULL) AS failing_code`

/** How the calls stand now. */
export async function readCallStatus(pool: Pool): Promise<CallStatus> {
  const { rows } = await pool.query<CallStatus>(STATUS)
  const [row] = rows
  if (!row) {
    throw new Error("A count without a row")
  }
  return row
}
