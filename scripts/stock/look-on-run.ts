import { setTimeout as pause } from "node:timers/promises"
import type { Pool } from "pg"
import { readRun } from "../../src/modules/supabase-sync/client/reconcile-runs"
import type { ReconcileRun } from "../../src/modules/supabase-sync/reconcile-types"
import { DemoError } from "../demo/demo-error"
import type { Terminal } from "../demo/terminal"
import { type Progress, startProgress } from "../events/progress"

const LOOK_EVERY_MS = 200
/** So long without any run under way means that nobody is at work. */
const IDLE_AFTER_MS = 10_000
/** A pushed number is written within a moment; who mends wants to see that it was. */
const PUSH_WITHIN_MS = 15_000

export type LookedOnRun = {
  run: ReconcileRun
  /** `failing`: it waits to be tried again. */
  end: "done" | "stopped" | "dead" | "failing" | "nobody_works"
}

/**
 * Looks on until a run has ended.
 *
 * @param terminal null where nothing is to be shown meanwhile.
 * @param signal asks the run to stop, which it does after its page.
 */
export async function lookOnRun(
  pool: Pool,
  id: string,
  terminal: Terminal | null,
  signal: AbortSignal,
  stop: () => Promise<unknown>
): Promise<LookedOnRun> {
  let progress: Progress | null = null
  let lastSign = performance.now()
  let mustStop = true
  try {
    for (;;) {
      if (signal.aborted && mustStop) {
        mustStop = false
        await stop()
      }
      const run = await mustRead(pool, id)
      if (terminal && run.total !== null && run.total > 0) {
        progress ??= startProgress("Comparing", run.total, terminal)
        progress.show(run.compared, noteOf(run))
      }
      const end = endOf(run)
      if (end) {
        await pushed(pool, run)
        return { run, end }
      }
      if (run.state === "running" || (await isAnyRunning(pool))) {
        lastSign = performance.now()
      } else if (performance.now() - lastSign > IDLE_AFTER_MS) {
        return { run, end: "nobody_works" }
      }
      await pause(LOOK_EVERY_MS)
    }
  } finally {
    progress?.end()
  }
}

function endOf(run: ReconcileRun): LookedOnRun["end"] | null {
  switch (run.state) {
    case "done":
      return "done"
    case "ignored":
      return "stopped"
    case "dead":
      return "dead"
    case "pending":
      return run.failing_since === null ? null : "failing"
    case "running":
      return null
  }
}

const noteOf = ({ differing }: ReconcileRun) =>
  differing > 0 ? `${differing.toLocaleString("en-US")} differ` : ""

async function mustRead(pool: Pool, id: string): Promise<ReconcileRun> {
  const run = await readRun(pool, id)
  if (!run) {
    throw new DemoError(`The run ${id} is gone.`)
  }
  return run
}

async function isAnyRunning(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    "SELECT FROM stock_reconcile WHERE state = 'running' AND lease_until > clock_timestamp() AND deleted_at IS NULL"
  )
  return (rowCount ?? 0) > 0
}

/** Waits a moment for what was asked to be pushed. */
async function pushed(
  pool: Pool,
  { id, repairs }: ReconcileRun
): Promise<void> {
  const until = performance.now() + PUSH_WITHIN_MS
  while (repairs && performance.now() < until) {
    const { rowCount } = await pool.query(
      `SELECT FROM stock_drift AS drift JOIN stock_item AS item ON item.id = drift.item_id
       WHERE drift.reconcile_id = $1 AND drift.resolved_at IS NULL
         AND (item.state = 'running' OR (item.state = 'pending' AND item.failing_since IS NULL))
       LIMIT 1`,
      [id]
    )
    if (rowCount === 0) {
      return
    }
    await pause(LOOK_EVERY_MS)
  }
}
