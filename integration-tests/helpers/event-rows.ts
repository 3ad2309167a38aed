import type { Pool } from "pg"
import type {
  AttemptOutcome,
  JobState,
} from "../../src/lib/durable-queue/types"

/** An event as the inbox has it, with what its attempts came to, the first one first. */
export type EventState = {
  id: string
  state: JobState
  lease_token: string | null
  total_attempts: number
  outcome_code: string | null
  outcome_message: string | null
  finished_at: Date | null
  attempts: AttemptOutcome[]
  /** When each attempt began, ms since 1970. */
  began: number[]
}

const EVENTS = `
  SELECT event.id, event.state, event.lease_token, event.total_attempts, event.outcome_code, event.outcome_message,
         event.finished_at,
         array_remove(array_agg(attempt.outcome ORDER BY attempt.number), NULL) AS attempts,
         array_remove(array_agg((extract(epoch FROM attempt.started_at) * 1000)::float8
                                ORDER BY attempt.number), NULL) AS began
  FROM stripe_event AS event
  LEFT JOIN stripe_event_attempt AS attempt ON attempt.job_id = event.id`

/** The events with the ids, in the order of their ids. */
export async function readEvents(
  db: Pool,
  ids: readonly string[]
): Promise<EventState[]> {
  const { rows } = await db.query<EventState>(
    `${EVENTS} WHERE event.id = ANY($1) GROUP BY event.id ORDER BY event.id`,
    [ids]
  )
  return rows
}

/** The events that a worker holds at this moment. */
export async function runningEvents(db: Pool): Promise<EventState[]> {
  const { rows } = await db.query<EventState>(
    `${EVENTS} WHERE event.state = 'running' GROUP BY event.id ORDER BY event.id`
  )
  return rows
}

/** Events that a stopped process still holds, or that lost an attempt to it. */
export async function eventsNotGivenBack(db: Pool): Promise<EventState[]> {
  const { rows } = await db.query<EventState>(
    `${EVENTS} GROUP BY event.id
     HAVING event.state = 'running' OR event.total_attempts <> count(attempt.id)
         OR count(*) FILTER (WHERE attempt.outcome = 'lost') > 0`
  )
  return rows
}
