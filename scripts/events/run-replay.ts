import type { Pool } from "pg"
import { DurableQueue } from "../../src/lib/durable-queue/durable-queue"
import { listEvents } from "../../src/modules/stripe-inbox/client/list-events"
import type { RetryDatabase } from "../../src/modules/stripe-inbox/client/retry-events"
import { sumUpEvents } from "../../src/modules/stripe-inbox/client/sum-up-events"
import { INBOX_TABLES } from "../../src/modules/stripe-inbox/inbox-queue"
import { type Surroundings, runOnDatabase } from "../command/run-on-database"
import type { Terminal } from "../demo/terminal"
import { applyReplay } from "./apply-replay"
import { type ReplayOptions, parseReplayOptions } from "./options"
import { reportPreview, totalOf } from "./report"

const SAMPLE = 5

/**
 * The command: shows which events would be sent off again, or sends them off and looks on.
 *
 * @param args without node and script.
 * @returns the exit code: 0, 1 where something failed or is left, 2 on wrong use.
 */
export function runReplay(
  args: readonly string[],
  surroundings: Surroundings
): Promise<number> {
  return runOnDatabase(
    {
      command: "events:replay",
      table: "stripe_event",
      parse: parseReplayOptions,
      work: (pool, options, terminal) => replay(pool, options, args, terminal),
    },
    args,
    surroundings
  )
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
