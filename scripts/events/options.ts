import { Command, InvalidArgumentError } from "commander"
import { JOB_STATES, type JobState } from "../../src/lib/durable-queue/types"
import type { EventFilter } from "../../src/modules/stripe-inbox/domain/event-filter"
import { type HelpWanted, parseFlags, wrongUse } from "../command/parse-flags"

export type ReplayOptions = {
  filter: EventFilter
  /** Null: all of them. */
  limit: number | null
  apply: boolean
  /** Whether to look on until they are worked off. */
  wait: boolean
}

type Flags = {
  state?: JobState[]
  type?: string
  payment?: string
  code?: string
  since?: string
  until?: string
  id?: string[]
  limit?: number
  apply?: boolean
  wait: boolean
}

/** As it is typed. */
const COMMAND = "npm run events:replay --"

const EXAMPLES = `
Without --apply it only shows what would be sent off. It can be stopped and run
again: an event that waits already is not sent off twice. The database is that
of DATABASE_URL, in the shell or in .env, or else of a running «npm run up».

Exit code: 0 all is done, 1 something failed, 2 wrong use.

  npm run events:replay
  npm run events:replay -- --code stripe_refused --since 2026-11-20 --apply
  npm run events:replay -- --id evt_1AbC --apply`

/** @param args without node and script. @throws DemoError with exit code 2 on wrong use. */
export function parseReplayOptions(
  args: readonly string[]
): ReplayOptions | HelpWanted {
  const command = replayCommand()
  return parseFlags(command, args) ?? toOptions(command.opts<Flags>())
}

function replayCommand(): Command {
  return new Command(COMMAND)
    .usage("[flags]")
    .description(
      "Sends events of Stripe off again, and looks on while they are worked off."
    )
    .option(
      "--state <states>",
      `events in these states, divided by commas: ${JOB_STATES.join(", ")}; without it dead, the ones given up`,
      readStates
    )
    .option("--type <type>", "of this type, such as charge.refunded")
    .option("--payment <id>", "of this PaymentIntent or Checkout Session")
    .option("--code <code>", "with this outcome, such as stripe_refused")
    .option(
      "--since <time>",
      "received then or later, 2026-11-20 or with a time",
      readTime
    )
    .option("--until <time>", "received before then", readTime)
    .option("--id <id>", "this event alone; may be given several times", addId)
    .option("--limit <number>", "so many of them, the oldest first", readCount)
    .option("--apply", "do it; without it nothing is changed")
    .option("--no-wait", "do not look on while they are worked off")
    .helpOption("-h, --help", "this text")
    .addHelpText("after", EXAMPLES)
    .exitOverride()
}

function toOptions(flags: Flags): ReplayOptions {
  const { state, type, payment, code, since, until, id, limit } = flags
  const others = { state, type, payment, code, since, until, limit }
  const beside = Object.entries(others).find(([, value]) => value !== undefined)
  if (id && beside) {
    throw wrongUse(
      COMMAND,
      `--id names events one by one; leave --${beside[0]} out.`
    )
  }
  if (since && until && since >= until) {
    throw wrongUse(COMMAND, "--since must lie before --until.")
  }
  return {
    filter: id
      ? { ids: [...new Set(id)] }
      : {
          states: state ?? ["dead"],
          type,
          payment,
          outcomeCode: code,
          receivedAfter: since,
          receivedBefore: until,
        },
    limit: limit ?? null,
    apply: flags.apply ?? false,
    wait: flags.wait,
  }
}

function readStates(text: string): JobState[] {
  return text.split(",").map((part) => {
    const state = JOB_STATES.find((one) => one === part.trim())
    if (!state) {
      throw new InvalidArgumentError(`It is one of ${JOB_STATES.join(", ")}.`)
    }
    return state
  })
}

/** @returns ISO 8601 in UTC. */
function readTime(text: string): string {
  const isTime = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text)
  const time = new Date(text)
  if (!isTime || Number.isNaN(time.getTime()) || time.getUTCFullYear() < 1) {
    throw new InvalidArgumentError(
      "It looks like 2026-11-20 or 2026-11-20T09:00:00Z."
    )
  }
  return time.toISOString()
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new InvalidArgumentError("It is a whole number from 1.")
  }
  return Number(text)
}

function addId(id: string, earlier: string[] = []): string[] {
  if (!/^[\w-]{1,255}$/.test(id)) {
    throw new InvalidArgumentError("An event's id looks like evt_1AbC.")
  }
  return [...earlier, id]
}
