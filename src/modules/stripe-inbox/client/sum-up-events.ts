import type { Pool } from "pg"
import type { JobState } from "../../../lib/durable-queue"
import type { EventFilter } from "../domain/event-filter"
import { SqlValues, pageOfEventsSql } from "./where-events"

/** How many events have the same state, type and outcome. */
export type EventGroup = {
  state: JobState
  type: string
  outcome_code: string | null
  count: number
  /** Of them without a payload. */
  pruned: number
}

/**
 * Counts the events of a filter, the most frequent first. It reads each of them: for a person at a
 * terminal, not for a page that is looked at all day.
 *
 * @param limit counts the oldest ones only; null for all.
 */
export async function sumUpEvents(
  pool: Pool,
  filter: EventFilter,
  limit: number | null
): Promise<EventGroup[]> {
  const values = new SqlValues()
  const page = pageOfEventsSql(
    filter,
    { order: "oldest_first", cursor: null, limit },
    values
  )
  const { rows } = await pool.query<EventGroup>(
    `SELECT event.state, event.type, event.outcome_code, count(*)::int AS count,
            count(*) FILTER (WHERE event.payload IS NULL)::int AS pruned
     FROM ${page} AS page JOIN stripe_event AS event ON event.id = page.id
     GROUP BY event.state, event.type, event.outcome_code
     ORDER BY count(*) DESC, event.state, event.type, event.outcome_code`,
    values.list
  )
  return rows
}
