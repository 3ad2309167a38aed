import type { QueueTables } from "../types"
import { IS_HELD, heldSql } from "./locked"

/** SQL that yields what became of a job. A null outcome is no attempt. */
type Result = {
  state: string
  delayMs: string
  outcome: string
  code: string
  message: string
}

const ASKED_AGAIN = "job.generation > job.claimed_generation"

/**
 * Work asked for while it ran goes back to pending as if it had just been put in, whatever the
 * attempt came to.
 */
function settled({ state, delayMs, outcome, code, message }: Result): string {
  return `
      SET state = CASE WHEN ${ASKED_AGAIN} THEN 'pending' ELSE ${state} END,
          run_at = CASE
            WHEN ${ASKED_AGAIN} THEN clock_timestamp()
            WHEN ${state} = 'pending' THEN clock_timestamp() + ${delayMs} * interval '1 millisecond'
            ELSE job.run_at END,
          attempt = CASE
            WHEN ${ASKED_AGAIN} THEN 0
            WHEN ${outcome} IS NULL THEN job.attempt - 1
            ELSE job.attempt END,
          total_attempts = job.total_attempts - CASE WHEN ${outcome} IS NULL THEN 1 ELSE 0 END,
          lease_token = NULL,
          lease_until = NULL,
          finished_at = CASE
            WHEN ${ASKED_AGAIN} OR ${state} = 'pending' THEN NULL
            ELSE clock_timestamp() END,
          failing_since = CASE
            WHEN ${ASKED_AGAIN} THEN NULL
            WHEN ${outcome} IN ('retry', 'dead') THEN coalesce(job.failing_since, clock_timestamp())
            WHEN ${outcome} IS NULL THEN job.failing_since END,
          outcome_code = CASE WHEN ${outcome} IS NULL THEN job.outcome_code ELSE ${code} END,
          outcome_message = CASE WHEN ${outcome} IS NULL THEN job.outcome_message ELSE ${message} END,
          updated_at = clock_timestamp()`
}

/** The attempts of the jobs in the table `settled`. */
function noted(
  { attempts }: QueueTables,
  attempt: Pick<Result, "outcome" | "code" | "message"> & { token: string }
): string {
  return `
      INSERT INTO ${attempts}
        (id, job_id, number, outcome, code, message, started_at, finished_at, duration_ms, created_at, updated_at)
      SELECT 'att_' || ${attempt.token}, settled.id,
             settled.total_attempts, ${attempt.outcome}, ${attempt.code}, ${attempt.message},
             settled.started_at, clock_timestamp(),
             round(extract(epoch FROM clock_timestamp() - settled.started_at) * 1000)::int,
             clock_timestamp(), clock_timestamp()
      FROM settled
      WHERE ${attempt.outcome} IS NOT NULL`
}

const SAID = [
  { name: "state", type: "text" },
  { name: "delay_ms", type: "float8" },
  { name: "outcome", type: "text" },
  { name: "code", type: "text" },
  { name: "message", type: "text" },
]

/** $1 ids, $2 tokens, $3 states, $4 delays in ms, $5 outcomes (null: not an attempt), $6 codes, $7 messages */
export function settleSql(tables: QueueTables): string {
  const input = {
    state: "held.state",
    delayMs: "held.delay_ms",
    outcome: "held.outcome",
    code: "held.code",
    message: "held.message",
  }
  const attempt = {
    token: "settled.lease_token",
    outcome: "settled.outcome",
    code: "settled.code",
    message: "settled.message",
  }
  return `
    WITH ${heldSql(tables.jobs, SAID)}, settled AS (
      UPDATE ${tables.jobs} AS job ${settled(input)}
      FROM held
      WHERE job.id = held.id AND ${IS_HELD}
      RETURNING job.id, job.total_attempts, job.started_at,
                held.outcome, held.code, held.message, held.lease_token
    ), noted AS (${noted(tables, attempt)}
    )
    SELECT id FROM settled`
}

/** The same for a single job. $1 id, $2 token, $3 state, $4 delay in ms, $5 outcome, $6 code, $7 message */
export function settleOneSql(tables: QueueTables): string {
  const input = {
    state: "$3::text",
    delayMs: "$4::float8",
    outcome: "$5::text",
    code: "$6::text",
    message: "$7::text",
  }
  return `
    WITH settled AS (
      UPDATE ${tables.jobs} AS job ${settled(input)}
      WHERE job.id = $1::text AND job.lease_token = $2::text AND job.state = 'running'
      RETURNING job.id, job.total_attempts, job.started_at
    ), noted AS (${noted(tables, { ...input, token: "$2::text" })}
    )
    SELECT id FROM settled`
}
