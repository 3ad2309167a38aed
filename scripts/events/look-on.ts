import { setTimeout as pause } from "node:timers/promises"
import type { Pool } from "pg"
import {
  type SettledEvent,
  isWorkedOff,
  outcomesOfEvents,
} from "../../src/modules/stripe-inbox/client/outcomes-of-events"

const LOOK_EVERY_MS = 250
/** So long without an event finished or under way means that nobody is at work. */
const IDLE_AFTER_MS = 10_000
/** Asked for at once; those behind them are worked off later anyway. */
const WINDOW = 5_000

export type LookedOn = {
  settled: SettledEvent[]
  /** Why some are left: nobody works them off, or the person has stopped looking. */
  end: "all_settled" | "nobody_works" | "stopped"
}

/**
 * Looks on until every event has been worked on once.
 *
 * @param onSettled what has been worked on so far.
 */
export async function lookOn(
  pool: Pool,
  ids: readonly string[],
  onSettled: (settled: readonly SettledEvent[]) => void,
  signal: AbortSignal
): Promise<LookedOn> {
  const open = new Set(ids)
  const settled: SettledEvent[] = []
  let lastSign = performance.now()
  while (open.size > 0) {
    if (signal.aborted) {
      return { settled, end: "stopped" }
    }
    const found = await outcomesOfEvents(pool, [...open].slice(0, WINDOW))
    found.forEach(({ id }) => open.delete(id))
    settled.push(...found)
    onSettled(settled)
    if (found.length > 0 || (await isWorkedOff(pool))) {
      lastSign = performance.now()
    } else if (performance.now() - lastSign > IDLE_AFTER_MS) {
      return { settled, end: "nobody_works" }
    }
    await wait(signal)
  }
  return { settled, end: "all_settled" }
}

async function wait(signal: AbortSignal): Promise<void> {
  // Rejects when the signal comes: the loop looks at it.
  await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
}
