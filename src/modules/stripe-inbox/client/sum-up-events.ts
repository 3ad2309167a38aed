import type { Pool } from "pg"
import type { JobState } from "../../../lib/durable-queue"
import type { EventFilter } from "../domain/event-filter"
import { SqlValues, whereEvents } from "./where-events"

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
 * Counts all events of a filter, the most frequent first. It reads each of them: for a person at a
 * terminal, not for a page that is looked at all day.
 */
export async function sumUpEvents(
  pool: Pool,
  filter: EventFilter
): Promise<EventGroup[]> {
  const values = new SqlValues()
  const { rows } = await pool.query<EventGroup>(
    `SELECT state, type, outcome_code, count(*)::int AS count,
            count(*) FILTER (WHERE payload IS NULL)::int AS pruned
     FROM stripe_event WHERE ${whereEvents(filter, values)}
     GROUP BY state, type, outcome_code
     ORDER BY count(*) DESC, state, type, outcome_code`,
    values.list
  )
  return rows
}
