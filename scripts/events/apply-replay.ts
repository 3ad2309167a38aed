import type { RetryDatabase } from "../../src/modules/stripe-inbox/client/retry-events"
import type { Terminal } from "../demo/terminal"
import { type LookedOn, lookOn } from "./look-on"
import type { ReplayOptions } from "./options"
import { startProgress } from "./progress"
import { eventsOf, reportOutcomes, reportSentOff } from "./report"
import { sendOff } from "./send-off"

/**
 * Sends the events off, and looks on while they are worked off unless told not to.
 *
 * @param total how many there are, for the bar.
 * @returns whether all of it is done.
 */
export async function applyReplay(
  database: RetryDatabase,
  { filter, limit, wait }: ReplayOptions,
  total: number,
  terminal: Terminal
): Promise<boolean> {
  const stop = new AbortController()
  const onSignal = () => {
    stop.abort()
  }
  // The second one ends the process at once.
  process.once("SIGINT", onSignal)
  process.once("SIGTERM", onSignal)
  try {
    const sending = startProgress("Sending off ", total, terminal)
    const sent = await sendOff(
      database,
      filter,
      limit,
      (seen) => {
        sending.show(Math.min(seen, total))
      },
      stop.signal
    ).finally(sending.end)
    terminal.say(reportSentOff(sent, terminal.colors))
    const isWhole = sent.payload_pruned.length === 0 && !stop.signal.aborted
    if (!wait || sent.sent_off.length === 0) {
      terminal.say("")
      return isWhole
    }
    const isDone = await follow(database, sent.sent_off, terminal, stop.signal)
    return isWhole && isDone
  } finally {
    process.off("SIGINT", onSignal)
    process.off("SIGTERM", onSignal)
  }
}

async function follow(
  { pool }: RetryDatabase,
  ids: readonly string[],
  terminal: Terminal,
  signal: AbortSignal
): Promise<boolean> {
  const working = startProgress("Working off ", ids.length, terminal)
  const { settled, end } = await lookOn(
    pool,
    ids,
    (events) => {
      const failed = events.filter(isFailed).length
      working.show(events.length, failed > 0 ? `${failed} failed` : "")
    },
    signal
  ).finally(working.end)
  const left = ids.length - settled.length
  terminal.say(reportOutcomes(settled, left, terminal.colors))
  if (left > 0) {
    terminal.complain(`  ${whyLeft(end, left)}\n`)
  }
  return left === 0 && !settled.some(isFailed)
}

const isFailed = ({ outcome }: LookedOn["settled"][number]) =>
  outcome === "dead" || outcome === "failing"

function whyLeft(end: LookedOn["end"], left: number): string {
  const rest = `${eventsOf(left)} ${left === 1 ? "stays" : "stay"} asked for`
  return end === "nobody_works"
    ? `Nobody works them off: is a server or a worker running on this database? ${rest}, and will be worked off once one runs.`
    : `Stopped looking on. ${rest}, and will be worked off all the same.`
}
