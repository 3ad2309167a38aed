import type { Pool } from "pg"
import { WAITING_CHANGES_ALERT } from "../types"

/** Counts stop here, so that a backlog of millions is looked at as quickly as none. */
export const STOCK_COUNTED_TO = 20_000

const MOST_FREQUENT = 5

type CodeCount = { code: string; count: number }

/** How the mirror stands. No count of items goes beyond {@link STOCK_COUNTED_TO}. */
export type StockStatus = {
  /** Up to {@link WAITING_CHANGES_ALERT}. */
  changes_waiting: number
  /** The oldest change that has not reached the legacy store. */
  oldest_change_at: Date | null
  pending: number
  running: number
  failing: number
  failing_since: Date | null
  held: number
  failing_codes: CodeCount[]
  held_codes: CodeCount[]
  last_pushed_at: Date | null
  /** From a change to its push, of the last pushes of the last hour; null where there was none. */
  late_p50_ms: number | null
  late_p99_ms: number | null
  orders_held: number
  open_drift: number
  last_reconcile: ReconcileRow | null
}

type ReconcileRow = {
  id: string
  kind: string
  state: string
  compared: number
  differing: number
  repaired: number
  created_at: Date
  finished_at: Date | null
}

type Counts = Omit<
  StockStatus,
  "failing_codes" | "held_codes" | "last_reconcile"
>

const PENDING = `
  pending AS MATERIALIZED (
    SELECT changed_at, failing_since, outcome_code FROM stock_item
    WHERE state = 'pending' AND deleted_at IS NULL
    ORDER BY run_at, id LIMIT ${STOCK_COUNTED_TO})`

const DEAD = `
  SELECT outcome_code FROM stock_item
  WHERE state = 'dead' AND deleted_at IS NULL LIMIT ${STOCK_COUNTED_TO}`

/* Their ids are drawn as they are pushed. */
const LAST_PUSHES =
  "SELECT pushed_at, changed_at FROM stock_push WHERE deleted_at IS NULL ORDER BY id DESC"

const COUNTS = `
  WITH ${PENDING}, running AS MATERIALIZED (
    SELECT changed_at FROM stock_item WHERE state = 'running' AND deleted_at IS NULL
  ), late AS MATERIALIZED (
    SELECT extract(epoch FROM pushed_at - changed_at) * 1000 AS ms
    FROM (${LAST_PUSHES} LIMIT ${STOCK_COUNTED_TO}) AS push
    WHERE pushed_at > now() - interval '1 hour' AND changed_at IS NOT NULL
  )
  SELECT
    (SELECT count(*)::int FROM (SELECT FROM stock_change LIMIT ${WAITING_CHANGES_ALERT}) AS waiting) AS changes_waiting,
    least(
      (SELECT created_at FROM stock_change ORDER BY id LIMIT 1),
      (SELECT min(changed_at) FROM pending),
      (SELECT min(changed_at) FROM running)) AS oldest_change_at,
    (SELECT count(*)::int FROM pending) AS pending,
    (SELECT count(*)::int FROM running) AS running,
    (SELECT count(*)::int FROM pending WHERE failing_since IS NOT NULL) AS failing,
    (SELECT min(failing_since) FROM pending) AS failing_since,
    (SELECT count(*)::int FROM (${DEAD}) AS dead) AS held,
    (SELECT pushed_at FROM (${LAST_PUSHES} LIMIT 1) AS push) AS last_pushed_at,
    (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY ms)::float8 FROM late) AS late_p50_ms,
    (SELECT percentile_disc(0.99) WITHIN GROUP (ORDER BY ms)::float8 FROM late) AS late_p99_ms,
    (SELECT count(*)::int FROM (SELECT FROM legacy_order
      WHERE state = 'dead' AND deleted_at IS NULL LIMIT ${STOCK_COUNTED_TO}) AS dead) AS orders_held,
    (SELECT count(*)::int FROM (SELECT FROM stock_drift
      WHERE resolved_at IS NULL AND deleted_at IS NULL LIMIT ${STOCK_COUNTED_TO}) AS drift) AS open_drift`

const byCode = (from: string) => `
  SELECT coalesce(outcome_code, 'unknown') AS code, count(*)::int AS count
  FROM (${from}) AS counted GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_FREQUENT}`

const FAILING_CODES = `WITH ${PENDING} ${byCode("SELECT * FROM pending WHERE failing_since IS NOT NULL")}`

const LAST_RECONCILE = `
  SELECT id, kind, state, compared, differing, repaired, created_at, finished_at
  FROM stock_reconcile WHERE deleted_at IS NULL ORDER BY created_at DESC LIMIT 1`

/** How the mirror stands now. Quick with a million changes waiting: see {@link STOCK_COUNTED_TO}. */
export async function readStockStatus(pool: Pool): Promise<StockStatus> {
  const [counts, failing, held, reconcile] = await Promise.all([
    pool.query<Counts>(COUNTS),
    pool.query<CodeCount>(FAILING_CODES),
    pool.query<CodeCount>(byCode(DEAD)),
    pool.query<ReconcileRow>(LAST_RECONCILE),
  ])
  const [row] = counts.rows
  if (!row) {
    throw new Error("A count without a row")
  }
  return {
    ...row,
    failing_codes: failing.rows,
    held_codes: held.rows,
    last_reconcile: reconcile.rows[0] ?? null,
  }
}

/** How many changes wait to be turned into items, up to {@link WAITING_CHANGES_ALERT}. */
export async function countWaitingChanges(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count
     FROM (SELECT FROM stock_change LIMIT ${WAITING_CHANGES_ALERT}) AS waiting`
  )
  return rows[0]?.count ?? 0
}
