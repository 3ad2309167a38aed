import type { FailureSummary } from "../errors"

const BASE_DELAY_MS = 1_000
const MAX_DELAY_MS = 60 * 60 * 1_000

/** After so long without a success a job is given up: longer than any outage of Stripe or Supabase. */
export const RETRY_HORIZON_MS = 7 * 24 * 60 * 60 * 1_000

/**
 * How long to wait before the next attempt: 1 s doubled each time up to 1 h, of which between half
 * and all is taken, so that jobs that failed together do not come back together.
 *
 * @param attempt the attempt that just failed, 1 for the first.
 * @param random from 0 up to 1.
 * @returns milliseconds
 */
export function backoffDelayMs(
  attempt: number,
  random: number = Math.random()
): number {
  const full = Math.min(
    MAX_DELAY_MS,
    BASE_DELAY_MS * 2 ** Math.min(attempt - 1, 30)
  )
  return Math.round(full * (0.5 + random / 2))
}

/** What becomes of a job whose attempt failed. */
export type AfterFailure = { next: "retry"; delayMs: number } | { next: "dead" }

/**
 * Decides between another attempt and giving up: at once for what cannot get better, after
 * {@link RETRY_HORIZON_MS} for what might have.
 */
export function planAfterFailure(
  job: { attempt: number; failingSince: Date | null },
  failure: FailureSummary,
  now: Date = new Date(),
  random: number = Math.random()
): AfterFailure {
  if (failure.retry === "permanent") {
    return { next: "dead" }
  }
  const failingForMs = job.failingSince
    ? now.getTime() - job.failingSince.getTime()
    : 0
  if (failingForMs >= RETRY_HORIZON_MS) {
    return { next: "dead" }
  }
  return { next: "retry", delayMs: backoffDelayMs(job.attempt, random) }
}
