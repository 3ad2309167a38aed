import type { Pool } from "pg"
import type { JobState } from "../../../lib/durable-queue"
import type { StockItemKind } from "../types"

export type StockItemRow = {
  id: string
  kind: StockItemKind
  state: JobState
  causes: string[]
  changed_at: Date | null
  pushed_quantity: number | null
  pushed_version: string | null
  pushed_at: Date | null
  run_at: Date
  attempt: number
  failing_since: Date | null
  outcome_code: string | null
  outcome_message: string | null
}

export type PushRow = {
  quantity: number
  previous_quantity: number | null
  version: string
  causes: string[]
  changed_at: Date | null
  pushed_at: Date
}

export type AttemptRow = {
  number: number
  outcome: string
  code: string | null
  message: string | null
  started_at: Date
  duration_ms: number
}

export type EditRow = {
  id: string
  quantity_before: number | null
  quantity_after: number
  difference: number
  outcome: string
  source: string
  message: string | null
  created_at: Date
}

export type DriftRow = {
  id: string
  medusa_quantity: number
  legacy_quantity: number | null
  cause: string
  found_at: Date
  resolved_at: Date | null
  resolution: string | null
}

/** What is known of an item; each list the newest first. */
export type ItemHistory = {
  /** Null where it was never asked for. */
  item: StockItemRow | null
  pushes: PushRow[]
  attempts: AttemptRow[]
  edits: EditRow[]
  drift: DriftRow[]
}

/** The columns of {@link StockItemRow}, of the table `item`. */
export const ITEM_COLUMNS = `
  item.id, item.kind, item.state, item.causes, item.changed_at, item.pushed_quantity,
  item.pushed_version::text, item.pushed_at, item.run_at, item.attempt, item.failing_since,
  item.outcome_code, item.outcome_message`

/** What became of an item, up to so many of each. */
export async function readItemHistory(
  pool: Pool,
  itemId: string,
  limit: number
): Promise<ItemHistory> {
  const of = [itemId, limit]
  const [item, pushes, attempts, edits, drift] = await Promise.all([
    pool.query<StockItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM stock_item AS item WHERE id = $1`,
      [itemId]
    ),
    pool.query<PushRow>(
      `SELECT quantity, previous_quantity, version, causes, changed_at, pushed_at FROM stock_push
       WHERE item_id = $1 AND deleted_at IS NULL ORDER BY id DESC LIMIT $2`,
      of
    ),
    pool.query<AttemptRow>(
      `SELECT number, outcome, code, message, started_at, duration_ms FROM stock_item_attempt
       WHERE job_id = $1 AND deleted_at IS NULL ORDER BY number DESC LIMIT $2`,
      of
    ),
    pool.query<EditRow>(
      `SELECT id, quantity_before, quantity_after, difference, outcome, source, message, created_at
       FROM legacy_edit
       WHERE variant_id = $1 AND deleted_at IS NULL ORDER BY created_at DESC LIMIT $2`,
      of
    ),
    pool.query<DriftRow>(
      `SELECT id, medusa_quantity, legacy_quantity, cause, found_at, resolved_at, resolution
       FROM stock_drift
       WHERE item_id = $1 AND deleted_at IS NULL ORDER BY found_at DESC LIMIT $2`,
      of
    ),
  ])
  return {
    item: item.rows[0] ?? null,
    pushes: pushes.rows,
    attempts: attempts.rows,
    edits: edits.rows,
    drift: drift.rows,
  }
}
