import type { Pool } from "pg"
import { DurableQueue } from "../../src/lib/durable-queue/durable-queue"
import { findNamedItems } from "../../src/modules/supabase-sync/client/named-items"
import { putInRun } from "../../src/modules/supabase-sync/client/reconcile-runs"
import {
  resumeRun,
  stopRun,
} from "../../src/modules/supabase-sync/client/stop-run"
import { RECONCILE_TABLES } from "../../src/modules/supabase-sync/reconcile-queue"
import type { ReconcileRequest } from "../../src/modules/supabase-sync/reconcile-types"
import { DemoError } from "../demo/demo-error"
import { type Surroundings, runOnDatabase } from "../command/run-on-database"
import type { Terminal } from "../demo/terminal"
import { type DriftOfRun, driftOfRun } from "./drift-of-run"
import { type LookedOnRun, lookOnRun } from "./look-on-run"
import { type ReconcileOptions, parseReconcileOptions } from "./options"
import { reportRun, whyUnfinished } from "./report"

/** Who asks for the runs of this command. */
const REQUESTED_BY = "command"

/**
 * The command: has a worker compare both sides, looks on, and shows what differs.
 *
 * @param args without node and script.
 * @returns the exit code: 0 where all is equal, 1 where something differs or failed, 2 on wrong use.
 */
export function runReconcile(
  args: readonly string[],
  surroundings: Surroundings
): Promise<number> {
  return runOnDatabase(
    {
      command: "stock:reconcile",
      table: "stock_reconcile",
      parse: parseReconcileOptions,
      work: (pool, options, terminal) =>
        reconcile(pool, options, args, terminal),
    },
    args,
    surroundings
  )
}

async function reconcile(
  pool: Pool,
  options: ReconcileOptions,
  args: readonly string[],
  terminal: Terminal
): Promise<number> {
  const request = await requestOf(pool, options)
  const queue = new DurableQueue(pool, RECONCILE_TABLES)
  const resumed = await resumeRun(pool, queue, request)
  if (resumed && !options.json) {
    terminal.say(terminal.colors.dim("  Going on where it was stopped"))
  }
  const id = resumed ?? (await putInRun(pool, request)).id
  const looked = await lookOn(pool, id, options, terminal)
  const found = await driftOfRun(pool, id, options.limit)
  if (options.json) {
    const { cursor: _, ...run } = looked.run
    terminal.say(JSON.stringify({ run, ...found }, null, 2))
  } else {
    terminal.say(reportRun(looked.run, found, terminal.colors))
    sayNext(looked, found, args, terminal)
  }
  const left = options.apply ? found.open : looked.run.differing
  return looked.end === "done" && left === 0 ? 0 : 1
}

async function requestOf(
  pool: Pool,
  { items, quick, apply }: ReconcileOptions
): Promise<ReconcileRequest> {
  const named = items && (await findNamedItems(pool, items))
  if (named && named.notFound.length > 0) {
    throw new DemoError(
      `Nothing is known as ${named.notFound.join(", ")}; nothing was compared.`
    )
  }
  return {
    kind: named ? "chosen" : quick ? "quick" : "full",
    repairs: apply,
    itemIds: named?.itemIds ?? null,
    requestedBy: REQUESTED_BY,
  }
}

/** The first signal stops the run, the second one ends the process at once. */
async function lookOn(
  pool: Pool,
  id: string,
  { json }: ReconcileOptions,
  terminal: Terminal
): Promise<LookedOnRun> {
  const stop = new AbortController()
  const onSignal = () => {
    stop.abort()
  }
  process.once("SIGINT", onSignal)
  process.once("SIGTERM", onSignal)
  try {
    const looked = await lookOnRun(
      pool,
      id,
      json ? null : terminal,
      stop.signal,
      () => stopRun(pool, id)
    )
    if (looked.end === "nobody_works") {
      await stopRun(pool, id)
    }
    return looked
  } finally {
    process.off("SIGINT", onSignal)
    process.off("SIGTERM", onSignal)
  }
}

function sayNext(
  looked: LookedOnRun,
  { open }: DriftOfRun,
  args: readonly string[],
  terminal: Terminal
): void {
  const reason = whyUnfinished(looked)
  if (reason !== null) {
    terminal.complain(`  ${reason}\n`)
    return
  }
  if (open === 0) {
    return
  }
  if (looked.run.repairs) {
    terminal.say(
      "  What was left is for people to decide, or its push fails: see it in the admin, or push\n  Medusa's number over one with --sku or --variant and --apply.\n"
    )
    return
  }
  const command = ["npm run stock:reconcile --", ...args, "--apply"].join(" ")
  terminal.say(
    `  Nothing was changed. To mend it: ${terminal.colors.bold(command)}\n`
  )
}
