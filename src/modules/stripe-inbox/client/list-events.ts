import type { Pool } from "pg"
import type { JobState } from "../../../lib/durable-queue"
import type { EventCursor } from "../domain/event-cursor"
import type { EventFilter } from "../domain/event-filter"
import type { EventSource } from "../types"
import {
  type EventPage,
  SqlValues,
  cursorTimeSql,
  pageOfEventsSql,
} from "./where-events"

/** An event as staff see it in a list: without its payload and its lease. */
export type ListedEvent = {
  id: string
  type: string
  api_version: string | null
  livemode: boolean
  payment: string | null
  object_id: string | null
  source: EventSource
  state: JobState
  stripe_created_at: Date
  received_at: Date
  run_at: Date
  total_attempts: number
  generation: number
  started_at: Date | null
  finished_at: Date | null
  failing_since: Date | null
  outcome_code: string | null
  outcome_message: string | null
  has_payload: boolean
}

export const EVENT_COLUMNS = `
  event.id, event.type, event.api_version, event.livemode, event.payment, event.object_id,
  event.source, event.state, event.stripe_created_at, event.received_at, event.run_at,
  event.total_attempts, event.generation, event.started_at, event.finished_at,
  event.failing_since, event.outcome_code, event.outcome_message,
  event.payload IS NOT NULL AS has_payload`

/** A page of events, and where the next one begins; null where it is the last. */
export async function listEvents(
  pool: Pool,
  filter: EventFilter,
  page: EventPage & { limit: number }
): Promise<{ events: ListedEvent[]; next: EventCursor | null }> {
  const values = new SqlValues()
  // One more than asked for says whether there is a next page.
  const pageSql = pageOfEventsSql(
    filter,
    { ...page, limit: page.limit + 1 },
    values
  )
  const direction = page.order === "oldest_first" ? "ASC" : "DESC"
  const { rows } = await pool.query<ListedEvent & { cursor_time: string }>(
    `SELECT ${EVENT_COLUMNS}, ${cursorTimeSql("event.received_at")} AS cursor_time
     FROM ${pageSql} AS page
     JOIN stripe_event AS event ON event.id = page.id
     ORDER BY event.received_at ${direction}, event.id ${direction}`,
    values.list
  )
  const events = rows.slice(0, page.limit)
  const last = events.at(-1)
  return {
    events: events.map(({ cursor_time: _, ...event }) => event),
    next:
      rows.length > page.limit && last
        ? { receivedAt: last.cursor_time, id: last.id }
        : null,
  }
}
