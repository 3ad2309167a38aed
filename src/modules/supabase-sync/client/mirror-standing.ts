import type { Pool } from "pg"
import type { ReconcileKind } from "../types"

/** Counts stop here, so that much drift is looked at as quickly as none. */
export const MIRROR_COUNTED_TO = 10_000

/** How far back a run is looked for: days, at the usual pace of the schedule. */
const RUNS_LOOKED_AT = 5_000

/** How the mirror stands apart from its queues. Times are UTC. */
export type MirrorStanding = {
  /** Differences that nobody has settled. */
  open_drift: number
  /** Null before the first push. */
  last_pushed_at: Date | null
  /** The last run of each kind that went through; none of a kind that has not. */
  reconciled: {
    kind: ReconcileKind
    finished_at: Date
    compared: number
    differing: number
  }[]
}

type Marks = Omit<MirrorStanding, "reconciled">

const MARKS = `
  SELECT
    (SELECT count(*)::int FROM (
       SELECT FROM stock_drift WHERE resolved_at IS NULL AND deleted_at IS NULL
       LIMIT ${MIRROR_COUNTED_TO}) AS drift) AS open_drift,
    (SELECT pushed_at FROM stock_push WHERE deleted_at IS NULL
     ORDER BY id DESC LIMIT 1) AS last_pushed_at`

const RECONCILED = `
  SELECT DISTINCT ON (kind) kind, finished_at, compared, differing
  FROM (
    SELECT kind, state, finished_at, created_at, compared, differing FROM stock_reconcile
    WHERE deleted_at IS NULL ORDER BY created_at DESC LIMIT ${RUNS_LOOKED_AT}
  ) AS lately
  WHERE state = 'done' AND finished_at IS NOT NULL
  ORDER BY kind, created_at DESC`

/** How the mirror stands now. Quick at any size: see {@link MIRROR_COUNTED_TO}. */
export async function readMirrorStanding(pool: Pool): Promise<MirrorStanding> {
  const [marks, reconciled] = await Promise.all([
    pool.query<Marks>(MARKS),
    pool.query<MirrorStanding["reconciled"][number]>(RECONCILED),
  ])
  const [row] = marks.rows
  if (!row) {
    throw new Error("A look without a row")
  }
  return { ...row, reconciled: reconciled.rows }
}
