import type { QueueTables } from "../types"
import { alsoOnly } from "./only"

/**
 * A claim that is lost in a crash of the database server is a claim that never was: the job waits
 * again, and whoever worked on it learns so when it settles. So its commit need not wait for the
 * disk. Evaluated once, before the commit; holds for this transaction alone.
 */
const WITHOUT_WAITING_FOR_DISK =
  "(SELECT set_config('synchronous_commit', 'off', true))"

const DUE = "run_at <= clock_timestamp()"
/** Of those that failed also what is not due yet: to see whether an outage is over. */
const DUE_OR_FAILED = `(${DUE} OR failing_since IS NOT NULL)`

/** $1 lease in ms */
const CLAIMED = `
    SET state = 'running',
        attempt = job.attempt + 1,
        total_attempts = job.total_attempts + 1,
        claimed_generation = job.generation,
        lease_token = gen_random_uuid()::text,
        lease_until = clock_timestamp() + $1::float8 * interval '1 millisecond',
        started_at = clock_timestamp(),
        updated_at = clock_timestamp()`

const RETURNED = `RETURNING job.id, job.lease_token, job.attempt, job.failing_since, ${WITHOUT_WAITING_FOR_DISK}`

/**
 * Two jobs of one lane never run at once. Who claims holds the lane until the commit, so that claims
 * at the same moment take different lanes; the table's unique index has the last word.
 */
function laneIsFree({ jobs, lane }: QueueTables): string {
  return lane
    ? `AND (job.${lane} IS NULL OR (
        NOT EXISTS (
          SELECT FROM ${jobs} AS other
          WHERE other.${lane} = job.${lane} AND other.state = 'running'
            AND other.${lane} IS NOT NULL AND other.deleted_at IS NULL)
        AND pg_try_advisory_xact_lock(hashtextextended('${jobs} ' || job.${lane}, 0))))`
    : ""
}

function findSql(
  tables: QueueTables,
  find: { columns: string; due: string; limit: string }
): string {
  return `
      SELECT ${find.columns} FROM ${tables.jobs} AS job
      WHERE state = 'pending' AND deleted_at IS NULL ${alsoOnly(tables)} AND ${find.due}
        ${laneIsFree(tables)}
      ORDER BY run_at, id
      LIMIT ${find.limit}
      FOR UPDATE SKIP LOCKED`
}

/** $1 lease in ms, $2 how many at most */
export function claimSql(tables: QueueTables): string {
  const { jobs, lane } = tables
  const columns = lane ? `id, run_at, ${lane}` : "id"
  // Of several in one claim only the first of its lane is taken.
  const due = lane
    ? `SELECT DISTINCT ON (coalesce(${lane}, id)) id FROM found ORDER BY coalesce(${lane}, id), run_at, id`
    : "SELECT id FROM found"
  return `
    WITH found AS (${findSql(tables, { columns, due: DUE, limit: "$2" })}
    ), due AS (
      ${due}
    )
    UPDATE ${jobs} AS job ${CLAIMED}
    FROM due
    WHERE job.id = due.id
    ${RETURNED}`
}

/** The same for a single job, which takes the planner less than half the time. $1 lease in ms */
export function claimOneSql(tables: QueueTables): string {
  return claimOneWhere(tables, DUE)
}

/** A job to see with whether an outage is over: one that is due, or waits after a failure. $1 lease in ms */
export function claimProbeSql(tables: QueueTables): string {
  return claimOneWhere(tables, DUE_OR_FAILED)
}

function claimOneWhere(tables: QueueTables, due: string): string {
  return `
    UPDATE ${tables.jobs} AS job ${CLAIMED}
    WHERE job.id = (${findSql(tables, { columns: "job.id", due, limit: "1" })}
    )
    ${RETURNED}`
}
