import type { QueueTables } from "./types"

/*
 * The names come from code, never from input. `clock_timestamp()` and not `now()`: a statement that
 * waited for a lock must not stamp the time before it waited.
 */

/**
 * The first of the statements' common tables, for those that write several jobs at once ($1 ids):
 * all lock in the order of the ids, so that no two of them wait for each other.
 */
function lockedSql(jobs: string): string {
  return `locked AS (
      SELECT id FROM ${jobs} WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE
    )`
}

/**
 * A claim that is lost in a crash of the database server is a claim that never was: the job waits
 * again, and whoever worked on it learns so when it settles. So its commit need not wait for the
 * disk. Evaluated once, before the commit; holds for this transaction alone.
 */
const WITHOUT_WAITING_FOR_DISK =
  "(SELECT set_config('synchronous_commit', 'off', true))"

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

function claimWhere(tables: QueueTables, isDue: string): string {
  const { jobs, lane } = tables
  // Of several in one claim only the first of its lane is taken.
  const firstOfLane = lane ? `DISTINCT ON (coalesce(${lane}, id))` : ""
  const order = lane ? `ORDER BY coalesce(${lane}, id), run_at, id` : ""
  return `
    WITH found AS (
      SELECT id, run_at${lane ? `, ${lane}` : ""} FROM ${jobs} AS job
      WHERE state = 'pending' AND deleted_at IS NULL AND ${isDue}
        ${laneIsFree(tables)}
      ORDER BY run_at, id
      LIMIT $1
      FOR UPDATE SKIP LOCKED
    ), due AS (
      SELECT ${firstOfLane} id FROM found ${order}
    )
    UPDATE ${jobs} AS job
    SET state = 'running',
        attempt = job.attempt + 1,
        total_attempts = job.total_attempts + 1,
        claimed_generation = job.generation,
        lease_token = gen_random_uuid()::text,
        lease_until = clock_timestamp() + $2::float8 * interval '1 millisecond',
        started_at = clock_timestamp(),
        updated_at = clock_timestamp()
    FROM due
    WHERE job.id = due.id
    RETURNING job.id, job.lease_token, job.attempt, job.failing_since, ${WITHOUT_WAITING_FOR_DISK}`
}

/** $1 how many at most, $2 lease in ms */
export function claimSql(tables: QueueTables): string {
  return claimWhere(tables, "run_at <= clock_timestamp()")
}

/** As {@link claimSql}, and of those that failed also what is not due yet: to see whether an outage is over. */
export function claimProbeSql(tables: QueueTables): string {
  return claimWhere(
    tables,
    "(run_at <= clock_timestamp() OR failing_since IS NOT NULL)"
  )
}

/**
 * $1 ids, $2 tokens, $3 states, $4 delays in ms, $5 outcomes (null: not an attempt), $6 codes,
 * $7 messages. Work asked for while it ran (generation > claimed_generation) goes back to pending as
 * if it had just been put in, whatever the attempt came to.
 */
export function settleSql({ jobs, attempts }: QueueTables): string {
  return `
    WITH ${lockedSql(jobs)}, input AS (
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::text[], $6::text[], $7::text[])
        AS input(id, lease_token, state, delay_ms, outcome, code, message)
    ), settled AS (
      UPDATE ${jobs} AS job
      SET state = CASE WHEN job.generation > job.claimed_generation THEN 'pending' ELSE input.state END,
          run_at = CASE
            WHEN job.generation > job.claimed_generation THEN clock_timestamp()
            WHEN input.state = 'pending' THEN clock_timestamp() + input.delay_ms * interval '1 millisecond'
            ELSE job.run_at END,
          attempt = CASE
            WHEN job.generation > job.claimed_generation THEN 0
            WHEN input.outcome IS NULL THEN job.attempt - 1
            ELSE job.attempt END,
          total_attempts = job.total_attempts - CASE WHEN input.outcome IS NULL THEN 1 ELSE 0 END,
          lease_token = NULL,
          lease_until = NULL,
          finished_at = CASE
            WHEN job.generation > job.claimed_generation OR input.state = 'pending' THEN NULL
            ELSE clock_timestamp() END,
          failing_since = CASE
            WHEN job.generation > job.claimed_generation THEN NULL
            WHEN input.outcome IN ('retry', 'dead') THEN coalesce(job.failing_since, clock_timestamp())
            WHEN input.outcome IS NULL THEN job.failing_since END,
          outcome_code = CASE WHEN input.outcome IS NULL THEN job.outcome_code ELSE input.code END,
          outcome_message = CASE WHEN input.outcome IS NULL THEN job.outcome_message ELSE input.message END,
          updated_at = clock_timestamp()
      FROM input JOIN locked ON locked.id = input.id
      WHERE job.id = input.id AND job.lease_token = input.lease_token AND job.state = 'running'
      RETURNING job.id, job.total_attempts, job.started_at,
                input.outcome, input.code, input.message, input.lease_token
    ), noted AS (
      INSERT INTO ${attempts}
        (id, job_id, number, outcome, code, message, started_at, finished_at, duration_ms, created_at, updated_at)
      SELECT 'att_' || settled.lease_token, settled.id,
             settled.total_attempts, settled.outcome, settled.code, settled.message, settled.started_at, clock_timestamp(),
             round(extract(epoch FROM clock_timestamp() - settled.started_at) * 1000)::int,
             clock_timestamp(), clock_timestamp()
      FROM settled
      WHERE settled.outcome IS NOT NULL
    )
    SELECT id FROM settled`
}

/** $1 ids, $2 tokens, $3 lease in ms */
export function extendSql({ jobs }: QueueTables): string {
  return `
    WITH ${lockedSql(jobs)}
    UPDATE ${jobs} AS job
    SET lease_until = clock_timestamp() + $3::float8 * interval '1 millisecond'
    FROM unnest($1::text[], $2::text[]) AS input(id, lease_token)
    JOIN locked ON locked.id = input.id
    WHERE job.id = input.id AND job.lease_token = input.lease_token AND job.state = 'running'
    RETURNING job.id`
}

/** $1 ids, $2 tokens */
export function releaseSql({ jobs }: QueueTables): string {
  return `
    WITH ${lockedSql(jobs)}
    UPDATE ${jobs} AS job
    SET state = 'pending', run_at = clock_timestamp(), attempt = job.attempt - 1,
        total_attempts = job.total_attempts - 1,
        lease_token = NULL, lease_until = NULL, updated_at = clock_timestamp()
    FROM unnest($1::text[], $2::text[]) AS input(id, lease_token)
    JOIN locked ON locked.id = input.id
    WHERE job.id = input.id AND job.lease_token = input.lease_token AND job.state = 'running'`
}

/**
 * $1 horizon in ms. Lost attempts count like failed ones: a job that kills its process each time
 * must not do so without end or without delay. The first losses cost no delay, so that a restart
 * costs nothing.
 */
export function reapSql({ jobs, attempts }: QueueTables): string {
  return `
    WITH lost AS (
      SELECT id, lease_token,
             generation = claimed_generation
               AND failing_since <= clock_timestamp() - $1::float8 * interval '1 millisecond' AS given_up
      FROM ${jobs}
      WHERE state = 'running' AND deleted_at IS NULL AND lease_until < clock_timestamp()
      FOR UPDATE SKIP LOCKED
    ), freed AS (
      UPDATE ${jobs} AS job
      SET state = CASE WHEN lost.given_up THEN 'dead' ELSE 'pending' END,
          finished_at = CASE WHEN lost.given_up THEN clock_timestamp() END,
          run_at = clock_timestamp()
            + CASE WHEN job.attempt <= 3 THEN 0 ELSE least(2 ^ least(job.attempt, 12), 3600) END * interval '1 second',
          lease_token = NULL,
          lease_until = NULL,
          failing_since = coalesce(job.failing_since, clock_timestamp()),
          outcome_code = 'lease_lost',
          outcome_message = 'The process that worked on it died or stood still',
          updated_at = clock_timestamp()
      FROM lost
      WHERE job.id = lost.id
      RETURNING job.id, job.total_attempts, job.started_at, lost.lease_token
    )
    INSERT INTO ${attempts}
      (id, job_id, number, outcome, code, message, started_at, finished_at, duration_ms, created_at, updated_at)
    SELECT 'att_' || freed.lease_token, freed.id, freed.total_attempts,
           'lost', 'lease_lost', 'The process that worked on it died or stood still',
           freed.started_at, clock_timestamp(),
           round(extract(epoch FROM clock_timestamp() - freed.started_at) * 1000)::int,
           clock_timestamp(), clock_timestamp()
    FROM freed`
}

/** $1 ids */
export function enqueueAgainSql({ jobs }: QueueTables): string {
  return `
    WITH ${lockedSql(jobs)}
    UPDATE ${jobs} AS job
    SET generation = job.generation + 1,
        state = CASE WHEN job.state = 'running' THEN job.state ELSE 'pending' END,
        run_at = CASE WHEN job.state = 'running' THEN job.run_at ELSE clock_timestamp() END,
        attempt = CASE WHEN job.state = 'running' THEN job.attempt ELSE 0 END,
        failing_since = CASE WHEN job.state = 'running' THEN job.failing_since END,
        updated_at = clock_timestamp()
    FROM locked
    WHERE job.id = locked.id`
}

/** No parameters. */
export function hastenSql({ jobs }: QueueTables): string {
  return `
    WITH locked AS (
      SELECT id FROM ${jobs}
      WHERE state = 'pending' AND deleted_at IS NULL
        AND failing_since IS NOT NULL AND run_at > clock_timestamp()
      ORDER BY id
      FOR UPDATE
    )
    UPDATE ${jobs} AS job
    SET run_at = clock_timestamp(), updated_at = clock_timestamp()
    FROM locked
    WHERE job.id = locked.id`
}

/** No parameters; one row with `ms`, none where nothing is due. */
export function oldestDueSql({ jobs }: QueueTables): string {
  return `
    SELECT (extract(epoch FROM clock_timestamp() - run_at) * 1000)::float8 AS ms
    FROM ${jobs}
    WHERE state = 'pending' AND deleted_at IS NULL AND run_at <= clock_timestamp()
    ORDER BY run_at, id
    LIMIT 1`
}
