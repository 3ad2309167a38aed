import type { Pool } from "pg"
import { DurableQueue } from "../../src/lib/durable-queue/durable-queue"
import { listEvents } from "../../src/modules/stripe-inbox/client/list-events"
import type { RetryDatabase } from "../../src/modules/stripe-inbox/client/retry-events"
import { sumUpEvents } from "../../src/modules/stripe-inbox/client/sum-up-events"
import { INBOX_TABLES } from "../../src/modules/stripe-inbox/inbox-queue"
import { DemoError } from "../demo/demo-error"
import { type Terminal, openTerminal } from "../demo/terminal"
import { findDatabase } from "./find-database"
import { applyReplay } from "./apply-replay"
import { type ReplayOptions, parseReplayOptions } from "./options"
import { reportPreview, totalOf } from "./report"

const SAMPLE = 5

export type ReplaySurroundings = {
  /** `DATABASE_URL`, where it is set. */
  databaseUrl: string | undefined
  /** That a running `npm run up` keeps. */
  readyFile: string
}

/**
 * The command: shows which events would be sent off again, or sends them off and looks on.
 *
 * @param args without node and script.
 * @returns the exit code: 0, 1 where something failed or is left, 2 on wrong use.
 */
export async function runReplay(
  args: readonly string[],
  surroundings: ReplaySurroundings
): Promise<number> {
  const terminal = openTerminal()
  try {
    const options = parseReplayOptions(args)
    if ("help" in options) {
      terminal.say(options.help)
      return 0
    }
    const pool = await findDatabase(surroundings, {
      command: "events:replay",
      table: "stripe_event",
    })
    try {
      return await replay(pool, options, args, terminal)
    } finally {
      await pool.end()
    }
  } catch (error) {
    if (!(error instanceof DemoError)) {
      throw error
    }
    terminal.complain(error.message)
    return error.exitCode
  }
}

async function replay(
  pool: Pool,
  options: ReplayOptions,
  args: readonly string[],
  terminal: Terminal
): Promise<number> {
  const { filter, limit } = options
  const groups = await sumUpEvents(pool, filter, limit)
  const total = totalOf(groups)
  const missing = (filter.ids?.length ?? total) - total
  if (missing > 0) {
    terminal.complain(
      `${missing} of the ids are not in the inbox of this database.`
    )
  }
  if (total === 0) {
    terminal.say("Nothing to send off: no event fits.")
    return missing > 0 ? 1 : 0
  }
  if (options.apply) {
    const database: RetryDatabase = {
      pool,
      queue: new DurableQueue(pool, INBOX_TABLES),
    }
    const ok = await applyReplay(database, options, total, terminal)
    return ok && missing === 0 ? 0 : 1
  }
  const sample = await listEvents(pool, filter, {
    order: "oldest_first",
    cursor: null,
    limit: Math.min(SAMPLE, limit ?? SAMPLE),
  })
  terminal.say(
    reportPreview(groups, sample.events, total === limit, terminal.colors)
  )
  const command = ["npm run events:replay --", ...args, "--apply"].join(" ")
  terminal.say(
    `\n  Nothing was changed. To do it: ${terminal.colors.bold(command)}\n`
  )
  return missing > 0 ? 1 : 0
}
