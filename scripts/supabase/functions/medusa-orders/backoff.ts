const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 4_000
const FIRST_WAIT_SECONDS = 30
/** So soon after Medusa is back the last call that waited is sent. */
const LONGEST_WAIT_SECONDS = 900

/**
 * How long to pause between two tries of one run, in ms: twice as long each time, and a random part
 * of that, so that many that failed together do not come back together.
 *
 * @param tried how often it was tried in this run, from 1
 * @param random from 0 to 1
 */
export function pauseMs(tried: number, random: number): number {
  return jittered(FIRST_PAUSE_MS * 2 ** (tried - 1), LONGEST_PAUSE_MS, random)
}

/**
 * How long a call waits in the table until it is sent again, in seconds. It never gives up.
 *
 * @param tries how often it was taken, from 1
 * @param random from 0 to 1
 */
export function waitSeconds(tries: number, random: number): number {
  const wait = FIRST_WAIT_SECONDS * 2 ** Math.min(tries - 1, 10)
  return Math.ceil(jittered(wait, LONGEST_WAIT_SECONDS, random))
}

/** From a half of it to all of it. */
function jittered(length: number, longest: number, random: number): number {
  return Math.min(length, longest) * (0.5 + random / 2)
}

/**
 * What `Retry-After` asks for, in seconds: it says a number, or a date
 * (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3).
 *
 * @returns null where it asks for nothing that can be read
 */
export function retryAfterSeconds(
  header: string | null,
  nowMs: number
): number | null {
  if (header === null) {
    return null
  }
  if (/^\d{1,9}$/.test(header.trim())) {
    return Number(header)
  }
  const date = Date.parse(header)
  return Number.isNaN(date)
    ? null
    : Math.max(0, Math.ceil((date - nowMs) / 1000))
}
