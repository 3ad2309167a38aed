import type { Pool } from "pg"
import type {
  PageTally,
  ReconcileCursor,
  ReconcileRequest,
  ReconcileRun,
} from "../reconcile-types"
import type { ReconcileKind } from "../types"

const COLUMNS = `id, kind, repairs, item_ids, cursor, total, compared, differing, on_their_way, repaired,
  requested_by, stop_requested_at, state, run_at, started_at, finished_at, failing_since,
  total_attempts, outcome_code, outcome_message, created_at`

/** Puts a run in that somebody asks for. */
export async function putInRun(
  pool: Pool,
  { kind, repairs, itemIds, requestedBy }: ReconcileRequest
): Promise<ReconcileRun> {
  const { rows } = await pool.query<ReconcileRun>(
    `INSERT INTO stock_reconcile (id, kind, repairs, item_ids, requested_by, run_at, created_at, updated_at)
     VALUES ('recon_' || gen_random_uuid(), $1, $2, $3, $4,
             clock_timestamp(), clock_timestamp(), clock_timestamp())
     RETURNING ${COLUMNS}`,
    [kind, repairs, itemIds, requestedBy]
  )
  const [run] = rows
  if (!run) {
    throw new Error("The run was not put in")
  }
  return run
}

/*
 * The id follows from the time, so that of several processes whose clocks ring at once one puts the
 * run in. One that waits or is under way does the same work; one that was just put in did.
 */
const PUT_IN_SCHEDULED = `
  INSERT INTO stock_reconcile (id, kind, repairs, run_at, created_at, updated_at)
  SELECT 'recon_' || $1::text || '_' || floor(extract(epoch FROM clock_timestamp()) * 1000 / $2::float8)::bigint,
         $1, true, clock_timestamp(), clock_timestamp(), clock_timestamp()
  WHERE NOT EXISTS (
    SELECT FROM stock_reconcile
    WHERE deleted_at IS NULL AND state IN ('pending', 'running')
      AND ((kind = 'full' AND (repairs OR $1 = 'quick')) OR (kind = 'quick' AND $1 = 'quick'))
  ) AND NOT EXISTS (
    SELECT FROM stock_reconcile
    WHERE deleted_at IS NULL AND kind = $1 AND requested_by IS NULL
      AND created_at > clock_timestamp() - $2::float8 / 2 * interval '1 millisecond'
  )
  ON CONFLICT (id) DO NOTHING`

/**
 * Puts in a run of the schedule, one for each stretch of time.
 *
 * @returns whether it was put in: not where another of its kind waits or is under way.
 */
export async function putInScheduled(
  pool: Pool,
  kind: ReconcileKind,
  everyMs: number
): Promise<boolean> {
  const { rowCount } = await pool.query(PUT_IN_SCHEDULED, [kind, everyMs])
  return rowCount === 1
}

export async function readRun(
  pool: Pool,
  id: string
): Promise<ReconcileRun | null> {
  const { rows } = await pool.query<ReconcileRun>(
    `SELECT ${COLUMNS} FROM stock_reconcile WHERE id = $1 AND deleted_at IS NULL`,
    [id]
  )
  return rows[0] ?? null
}

/** Runs, newest first, and how many there are. */
export async function listRuns(
  pool: Pool,
  { offset, limit }: { offset: number; limit: number }
): Promise<{ runs: ReconcileRun[]; count: number }> {
  const { rows: runs } = await pool.query<ReconcileRun>(
    `SELECT ${COLUMNS} FROM stock_reconcile WHERE deleted_at IS NULL
     ORDER BY created_at DESC, id DESC OFFSET $1 LIMIT $2`,
    [offset, limit]
  )
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM stock_reconcile WHERE deleted_at IS NULL"
  )
  return { runs, count: rows[0]?.count ?? 0 }
}

/*
 * A page that is lost in a crash of the database is compared once more, so its commit need not wait
 * for the disk.
 */
const SAVE_PROGRESS = `
  UPDATE stock_reconcile
  SET cursor = $3::jsonb,
      total = greatest(coalesce(total, 0), $4::int, compared + $5::int),
      compared = compared + $5::int,
      differing = differing + $6::int,
      on_their_way = on_their_way + $7::int,
      repaired = repaired + $8::int,
      updated_at = clock_timestamp()
  WHERE id = $1 AND lease_token = $2 AND state = 'running'
  RETURNING stop_requested_at IS NOT NULL AS stop, set_config('synchronous_commit', 'off', true)`

/** Who works on which run. */
export type HeldRun = { id: string; leaseToken: string }

/**
 * Keeps how far a run has come, in one statement that only whoever holds the run can make.
 *
 * @param total items there are; null where it is known already.
 * @returns whether the run is to stop; `lost` where another process has it, and nothing was kept.
 */
export async function saveProgress(
  pool: Pool,
  { id, leaseToken }: HeldRun,
  cursor: ReconcileCursor | null,
  tally: PageTally,
  total: number | null = null
): Promise<"go_on" | "stop" | "lost"> {
  const { rows } = await pool.query<{ stop: boolean }>(SAVE_PROGRESS, [
    id,
    leaseToken,
    JSON.stringify(cursor),
    total,
    tally.compared,
    tally.differing,
    tally.onTheirWay,
    tally.repaired,
  ])
  const [row] = rows
  if (!row) {
    return "lost"
  }
  return row.stop ? "stop" : "go_on"
}

/** When the last run over everything lately changed began that went through; null before the first. */
export async function lastCompared(
  pool: Pool,
  before: Date
): Promise<Date | null> {
  const { rows } = await pool.query<{ at: Date | null }>(
    `SELECT max(created_at) AS at FROM stock_reconcile
     WHERE deleted_at IS NULL AND state = 'done' AND kind <> 'chosen' AND repairs AND created_at < $1`,
    [before]
  )
  return rows[0]?.at ?? null
}

/** Deletes runs that ended so many days ago, with their attempts. @returns how many. */
export async function pruneRuns(pool: Pool, days: number): Promise<number> {
  const { rowCount } = await pool.query(
    `WITH old AS (
       DELETE FROM stock_reconcile
       WHERE state IN ('done', 'ignored', 'dead')
         AND created_at < clock_timestamp() - $1::int * interval '1 day'
       RETURNING id
     ), attempts AS (
       DELETE FROM stock_reconcile_attempt WHERE job_id IN (SELECT id FROM old)
     )
     SELECT FROM old`,
    [days]
  )
  return rowCount ?? 0
}
