import type { Pool, PoolClient } from "pg"
import type { DurableQueue } from "../../../lib/durable-queue"
import { inTransaction } from "../../../lib/in-transaction"
import type { EventCursor } from "../domain/event-cursor"
import type { EventFilter } from "../domain/event-filter"
import {
  type RetryAnswer,
  type RetryCandidate,
  SAME_CLICK_MS,
  planRetry,
} from "../domain/plan-retry"
import { WAKE_CHANNEL } from "../inbox-queue"
import {
  SqlValues,
  cursorTimeSql,
  pageOfEventsSql,
  whereEvents,
} from "./where-events"

/** Which events are to be sent off again. */
export type RetrySelection =
  | {
      kind: "ids"
      ids: readonly string[]
      /** See {@link planRetry}; of one event alone. */
      seenGeneration?: number | undefined
    }
  | {
      kind: "filter"
      filter: EventFilter
      /** Goes on after it, oldest first. */
      cursor: EventCursor | null
      limit: number
    }

export type RetriedEvents = {
  /** The ids of each answer. */
  events: Record<RetryAnswer, string[]>
  /** Where the rest of a filter's events begins; null where these are all. */
  next: EventCursor | null
}

export type RetryDatabase = { pool: Pool; queue: DurableQueue }

/**
 * Sends events off again and wakes the workers, in one transaction. Others who ask for the same
 * events at the same time wait for it, and are told that they are asked for.
 */
export async function retryEvents(
  { pool, queue }: RetryDatabase,
  selection: RetrySelection
): Promise<RetriedEvents> {
  return inTransaction(pool, async (client) => {
    const selected = await selectEvents(client, selection, "FOR UPDATE")
    const { sent_off: ids } = selected.events
    if (ids.length > 0) {
      await queue.enqueueAgain(ids, client)
      await client.query("SELECT pg_notify($1, '')", [WAKE_CHANNEL])
    }
    return selected
  })
}

/** What {@link retryEvents} would do now. Changes nothing. */
export function previewRetry(
  { pool }: RetryDatabase,
  selection: RetrySelection
): Promise<RetriedEvents> {
  return selectEvents(pool, selection, "")
}

async function selectEvents(
  client: Pool | PoolClient,
  selection: RetrySelection,
  lock: "FOR UPDATE" | ""
): Promise<RetriedEvents> {
  const { ids, next } =
    selection.kind === "ids"
      ? { ids: selection.ids, next: null }
      : await selectPage(client, selection)
  const values = new SqlValues()
  // Once more after the lock: whoever was quicker may have changed what the filter asks for.
  const where = whereEvents(
    selection.kind === "filter" ? selection.filter : {},
    values
  )
  const { rows } = await client.query<RetryCandidate>(
    `SELECT id, state, generation, claimed_generation, attempt,
            run_at <= clock_timestamp() AS is_due,
            payload IS NOT NULL AS has_payload,
            coalesce(started_at > clock_timestamp() - ${values.add(SAME_CLICK_MS)}::float8 * interval '1 millisecond', false) AS just_started
     FROM stripe_event
     WHERE id = ANY(${values.add(ids)}::text[]) AND ${where}
     ORDER BY id ${lock}`,
    values.list
  )
  const events: RetriedEvents["events"] = {
    sent_off: [],
    already_waiting: [],
    payload_pruned: [],
  }
  const seen = selection.kind === "ids" ? selection.seenGeneration : undefined
  rows.forEach((row) => events[planRetry(row, seen)].push(row.id))
  return { events, next }
}

async function selectPage(
  client: Pool | PoolClient,
  { filter, cursor, limit }: Extract<RetrySelection, { kind: "filter" }>
): Promise<{ ids: string[]; next: EventCursor | null }> {
  const values = new SqlValues()
  const page = pageOfEventsSql(
    filter,
    { order: "oldest_first", cursor, limit: limit + 1 },
    values
  )
  const { rows } = await client.query<EventCursor>(
    `SELECT id, ${cursorTimeSql("received_at")} AS "receivedAt"
     FROM ${page} AS page ORDER BY received_at, id`,
    values.list
  )
  const selected = rows.slice(0, limit)
  return {
    ids: selected.map((row) => row.id),
    next: rows.length > limit ? (selected.at(-1) ?? null) : null,
  }
}
