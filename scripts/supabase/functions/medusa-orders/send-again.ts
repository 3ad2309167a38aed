import { type Reporter, sendKept } from "./report-payment.ts"

const AT_MOST = 20
/** A run of Supabase's scheduler should end before the next one begins. */
const LONGEST_RUN_MS = 50_000

/** What a run came to. `isOut`: it stopped, because Medusa cannot be told anything now. */
export type SentAgain = {
  done: number
  kept: number
  refused: number
  isOut: boolean
}

/**
 * Sends what waits in the table and is due, one after the other, until nothing is left, its time is
 * up, or Medusa does not take calls. May run any number of times at once: each call is taken by one.
 *
 * @throws Error where the table cannot be reached.
 */
export async function sendAgain(reporter: Reporter): Promise<SentAgain> {
  const { world, deadLetters } = reporter
  const sent: SentAgain = { done: 0, kept: 0, refused: 0, isOut: false }
  const end = world.now() + LONGEST_RUN_MS
  while (!sent.isOut && world.now() < end) {
    const calls = await deadLetters.take(AT_MOST)
    for (const call of calls) {
      if (sent.isOut || world.now() >= end) {
        await deadLetters.settle(call, LEFT)
        sent.kept += 1
        continue
      }
      const { outcome, status } = await sendKept(reporter, call, 1)
      sent[outcome === "known" ? "kept" : outcome] += 1
      sent.isOut = outcome === "kept" && !isItsOwnFault(status)
    }
    if (calls.length < AT_MOST) {
      break
    }
  }
  world.log({ event: "medusa_calls_sent_again", ...sent })
  return sent
}

/** An error within Medusa may be this payment's alone; anything else meets all of them. */
function isItsOwnFault(status: number | null): boolean {
  return status === 500
}

/** Not tried: due at once, in the next run. */
const LEFT = {
  outcome: "waiting",
  status: null,
  error: "not tried: Medusa was out",
  waitSeconds: 0,
} as const
