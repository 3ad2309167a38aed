import type { Pool } from "pg"
import type { JobState, QueueTables } from "./types"

export type IgnoreJobInput = {
  id: string
  /** Both are kept as the job's outcome. */
  code: string
  reason: string
  /** What the attempt row says: the reason, and who gave it. */
  note: string
}

/** The job as it was found, and whether it was set aside by this call. */
export type IgnoredJob = { stateBefore: JobState; ignored: boolean }

/** $1 id, $2 code, $3 reason, $4 note */
function ignoreSql({ jobs, attempts }: QueueTables): string {
  return `
    WITH locked AS (
      SELECT id, state FROM ${jobs} WHERE id = $1 AND deleted_at IS NULL FOR UPDATE
    ), set_aside AS (
      UPDATE ${jobs} AS job
      SET state = 'ignored',
          total_attempts = job.total_attempts + 1,
          failing_since = NULL,
          finished_at = clock_timestamp(),
          outcome_code = $2,
          outcome_message = $3,
          updated_at = clock_timestamp()
      FROM locked
      WHERE job.id = locked.id AND locked.state IN ('pending', 'dead')
      RETURNING job.id, job.total_attempts
    ), noted AS (
      INSERT INTO ${attempts}
        (id, job_id, number, outcome, code, message, started_at, finished_at, duration_ms, created_at, updated_at)
      SELECT 'att_' || gen_random_uuid(), id, total_attempts, 'ignored', $2, $4,
             clock_timestamp(), clock_timestamp(), 0, clock_timestamp(), clock_timestamp()
      FROM set_aside
    )
    SELECT locked.state, EXISTS (SELECT FROM set_aside) AS ignored FROM locked`
}

/**
 * Sets a job aside that a person says is not to be done, and writes it down among its attempts. One
 * that is running or finished is left as it is. Asking for the job again undoes it.
 *
 * @returns null where there is no such job.
 */
export async function ignoreJob(
  pool: Pool,
  tables: QueueTables,
  { id, code, reason, note }: IgnoreJobInput
): Promise<IgnoredJob | null> {
  const { rows } = await pool.query<{ state: JobState; ignored: boolean }>(
    ignoreSql(tables),
    [id, code, reason, note]
  )
  const [row] = rows
  return row ? { stateBefore: row.state, ignored: row.ignored } : null
}
