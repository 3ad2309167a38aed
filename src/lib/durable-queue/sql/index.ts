import type { QueueTables } from "../types"
import { IS_HELD, heldSql, lockedSql } from "./locked"
import { alsoOnly } from "./only"

export { claimOneSql, claimProbeSql, claimSql } from "./claim"
export { settleOneSql, settleSql } from "./settle"
export { standingSql } from "./standing"

/*
 * In all of the queue's SQL: the names come from code, never from input. `clock_timestamp()` and not
 * `now()`: a statement that waited for a lock must not stamp the time before it waited.
 */

/** $1 ids, $2 tokens, $3 lease in ms */
export function extendSql({ jobs }: QueueTables): string {
  return `
    WITH ${heldSql(jobs)}
    UPDATE ${jobs} AS job
    SET lease_until = clock_timestamp() + $3::float8 * interval '1 millisecond'
    FROM held
    WHERE job.id = held.id AND ${IS_HELD}
    RETURNING job.id`
}

/** $1 ids, $2 tokens */
export function releaseSql({ jobs }: QueueTables): string {
  return `
    WITH ${heldSql(jobs)}
    UPDATE ${jobs} AS job
    SET state = 'pending', run_at = clock_timestamp(), attempt = job.attempt - 1,
        total_attempts = job.total_attempts - 1,
        lease_token = NULL, lease_until = NULL, updated_at = clock_timestamp()
    FROM held
    WHERE job.id = held.id AND ${IS_HELD}`
}

/**
 * How long a job waits after so many attempts of which the last was lost: a job that kills its
 * process each time must not do so without end or without delay, and one that was merely there when
 * its process died must not wait for that. The first losses cost nothing; then it is 15 s, with which
 * the lease and the reaper's pace still make less than a minute; from the tenth on, which no bystander
 * sees, it doubles up to 1 h.
 */
const AFTER_LOSS = `
            CASE WHEN job.attempt <= 3 THEN 0
              ELSE least(15 * 2 ^ least(greatest(job.attempt - 9, 0), 8), 3600) END * interval '1 second'`

/** $1 horizon in ms. Lost attempts count like failed ones. */
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
          run_at = clock_timestamp() + ${AFTER_LOSS},
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
export function hastenSql({ jobs, only }: QueueTables): string {
  return `
    WITH locked AS (
      SELECT id FROM ${jobs}
      WHERE state = 'pending' AND deleted_at IS NULL ${alsoOnly({ only })}
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
export function oldestDueSql({ jobs, only }: QueueTables): string {
  return `
    SELECT (extract(epoch FROM clock_timestamp() - run_at) * 1000)::float8 AS ms
    FROM ${jobs}
    WHERE state = 'pending' AND deleted_at IS NULL ${alsoOnly({ only })} AND run_at <= clock_timestamp()
    ORDER BY run_at, id
    LIMIT 1`
}
