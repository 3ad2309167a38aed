import { setTimeout as delay } from "node:timers/promises"

const PAUSE_MS = 25

/**
 * Waits for a state, and gives back what was seen.
 *
 * @param what for the error: «the order of pi_123»
 * @param look returns undefined, null or false while the state is not there;
 *   what it throws counts as «not yet» and is named when time runs out.
 * @throws Error after `timeoutMs`
 */
export async function waitFor<T>(
  what: string,
  look: () =>
    Promise<T | undefined | null | false> | T | undefined | null | false,
  timeoutMs = 25_000
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  let problem: unknown
  while (Date.now() < deadline) {
    try {
      const seen = await look()
      if (seen !== undefined && seen !== null && seen !== false) {
        return seen
      }
      problem = undefined
    } catch (error) {
      problem = error
    }
    await delay(PAUSE_MS)
  }
  throw new Error(`Waited ${timeoutMs} ms in vain for ${what}`, {
    cause: problem,
  })
}
