import { setTimeout as pause } from "node:timers/promises"
import { DemoError } from "./demo-error"

const DEADLINE_MS = 30_000
const POLL_MS = 25

/** Told what is being waited for; null when the wait is over. */
export type OnWait = (what: string | null) => void

/**
 * Asks again and again until there is an answer.
 *
 * @param what is waited for, as it completes «Waiting for …».
 * @param probe returns null while it is not there yet.
 * @param describe says how things stand, for the message when time is up.
 * @throws DemoError after 30 seconds.
 */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | null>,
  onWait: OnWait,
  describe: () => Promise<string> = () => Promise.resolve("")
): Promise<T> {
  const deadline = performance.now() + DEADLINE_MS
  onWait(what)
  try {
    for (;;) {
      const found = await probe()
      if (found !== null) {
        return found
      }
      if (performance.now() > deadline) {
        const state = await describe()
        throw new DemoError(
          `Waited ${DEADLINE_MS / 1000} s for ${what}, in vain. ${state}`.trim()
        )
      }
      await pause(POLL_MS)
    }
  } finally {
    onWait(null)
  }
}
