import type { EventCursor } from "../domain/event-cursor"
import type { EventFilter } from "../domain/event-filter"

/** The values of a statement's parameters; each is added where it is used. */
export class SqlValues {
  readonly list: unknown[] = []

  /** @returns the parameter's name, such as `$3`. */
  add(value: unknown): string {
    this.list.push(value)
    return `$${this.list.length}`
  }
}

/** The condition of a filter without its states, on the columns of `stripe_event`. */
function whereBesideState(filter: EventFilter, values: SqlValues): string {
  const { ids, type, payment, outcomeCode, receivedAfter, receivedBefore } =
    filter
  return [
    "deleted_at IS NULL",
    ids !== undefined && `id = ANY(${values.add(ids)}::text[])`,
    type !== undefined && `type = ${values.add(type)}`,
    payment !== undefined && `payment = ${values.add(payment)}`,
    outcomeCode !== undefined && `outcome_code = ${values.add(outcomeCode)}`,
    receivedAfter !== undefined &&
      `received_at >= ${values.add(receivedAfter)}::timestamptz`,
    receivedBefore !== undefined &&
      `received_at < ${values.add(receivedBefore)}::timestamptz`,
  ]
    .filter((condition) => condition !== false)
    .join(" AND ")
}

/** The condition of a filter, on the columns of `stripe_event`. */
export function whereEvents(filter: EventFilter, values: SqlValues): string {
  const where = whereBesideState(filter, values)
  return filter.states
    ? `${where} AND state = ANY(${values.add(filter.states)}::text[])`
    : where
}

export type EventPage = {
  order: "oldest_first" | "newest_first"
  /** Only what comes after it in that order. */
  cursor: EventCursor | null
  /** Null: all of them. */
  limit: number | null
}

/**
 * A query for the `received_at` and `id` of the first events of a filter, in order.
 *
 * Each state is a query of its own with the state spelt out, so that each can use the index that
 * fits it: few are dead among a million that are done.
 */
export function pageOfEventsSql(
  filter: EventFilter,
  page: EventPage,
  values: SqlValues
): string {
  const where = whereBesideState(filter, values)
  const [direction, beyond] =
    page.order === "oldest_first" ? ["ASC", ">"] : ["DESC", "<"]
  const after = page.cursor
    ? ` AND (received_at, id) ${beyond} (${values.add(page.cursor.receivedAt)}::timestamptz, ${values.add(page.cursor.id)})`
    : ""
  const order = `ORDER BY received_at ${direction}, id ${direction} LIMIT ${values.add(page.limit)}`
  const first = (state: string) =>
    `(SELECT received_at, id FROM stripe_event WHERE ${where}${state}${after} ${order})`
  if (!filter.states) {
    return first("")
  }
  // The states are the queue's own words, never input.
  const branches = [...new Set(filter.states)].map((state) =>
    first(` AND state = '${state}'`)
  )
  return `(SELECT * FROM (${branches.join(" UNION ALL ")}) AS branch ${order})`
}

/** A time as the cursor carries it: UTC, to the microsecond. */
export const cursorTimeSql = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
