import type { Pool } from "pg"
import type { AttemptOutcome } from "../../../lib/durable-queue/types"
import { EVENT_COLUMNS, type ListedEvent } from "./list-events"

/** One try at working an event off, or what a person did with it. */
export type EventAttemptRow = {
  number: number
  outcome: AttemptOutcome
  code: string | null
  message: string | null
  started_at: Date
  finished_at: Date
  duration_ms: number
}

export type EventWithAttempts = ListedEvent & {
  /** As it arrived; null once it was pruned. */
  payload: string | null
  /** The last ones, newest last. */
  attempts: EventAttemptRow[]
}

/** Seven days of backoff are some two hundred. */
const MAX_ATTEMPTS = 500

/** One event with its payload and its attempts; null where there is none. */
export async function readEvent(
  pool: Pool,
  id: string
): Promise<EventWithAttempts | null> {
  const { rows } = await pool.query<ListedEvent & { payload: string | null }>(
    `SELECT ${EVENT_COLUMNS}, event.payload
     FROM stripe_event AS event WHERE event.id = $1 AND event.deleted_at IS NULL`,
    [id]
  )
  const [event] = rows
  if (!event) {
    return null
  }
  const { rows: attempts } = await pool.query<EventAttemptRow>(
    `SELECT number, outcome, code, message, started_at, finished_at, duration_ms
     FROM stripe_event_attempt WHERE job_id = $1 AND deleted_at IS NULL
     ORDER BY number DESC, started_at DESC LIMIT $2`,
    [id, MAX_ATTEMPTS]
  )
  return { ...event, attempts: attempts.reverse() }
}
