import type { Pool } from "pg"
import type { JobState } from "../../../lib/durable-queue"
import type { OrderStatus } from "../order-types"

/** Which orders, and which part of them. */
export type OrderQuery = {
  states?: readonly JobState[] | undefined
  /** Only those given up or failing; or only the others. */
  held?: boolean | undefined
  orderId?: string | undefined
  order: "oldest_first" | "newest_first"
  offset: number
  limit: number
}

/** An order as the queue has it. */
export type ListedOrder = {
  id: string
  state: JobState
  held: boolean
  pushed_status: OrderStatus | null
  pushed_version: string | null
  pushed_at: Date | null
  unknown_reported_at: Date | null
  run_at: Date
  failing_since: Date | null
  finished_at: Date | null
  total_attempts: number
  outcome_code: string | null
  outcome_message: string | null
  created_at: Date
}

export type ListedOrders = { orders: ListedOrder[]; count: number }

/** Given up, or tried in vain so far: the legacy store does not say what it should. */
export const HELD = "(state = 'dead' OR failing_since IS NOT NULL)"

const FILTER = `
  deleted_at IS NULL
  AND ($1::text[] IS NULL OR state = ANY($1::text[]))
  AND ($2::bool IS NULL OR ${HELD} = $2::bool)
  AND ($3::text IS NULL OR id = $3::text)`

/** A page of the orders that the mirror has heard of, and how many there are in all. */
export async function listOrders(
  pool: Pool,
  { states, held, orderId, order, offset, limit }: OrderQuery
): Promise<ListedOrders> {
  const filter = [states ?? null, held ?? null, orderId ?? null]
  const direction = order === "oldest_first" ? "ASC" : "DESC"
  const [page, counted] = await Promise.all([
    pool.query<ListedOrder>(
      `SELECT id, state, ${HELD} AS held, pushed_status, pushed_version::text AS pushed_version,
              pushed_at, unknown_reported_at, run_at, failing_since, finished_at, total_attempts,
              outcome_code, outcome_message, created_at
       FROM legacy_order
       WHERE id IN (
         -- By themselves: whole rows are too wide to be sorted in memory.
         SELECT id FROM legacy_order WHERE ${FILTER}
         ORDER BY created_at ${direction}, id ${direction} OFFSET $4 LIMIT $5
       )
       ORDER BY created_at ${direction}, id ${direction}`,
      [...filter, offset, limit]
    ),
    pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM legacy_order WHERE ${FILTER}`,
      filter
    ),
  ])
  return { orders: page.rows, count: counted.rows[0]?.count ?? 0 }
}
