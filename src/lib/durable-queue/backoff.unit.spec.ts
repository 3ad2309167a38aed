import fc from "fast-check"
import { RETRY_HORIZON_MS, backoffDelayMs, planAfterFailure } from "./backoff"
import type { FailureSummary } from "../errors"

const HOUR = 60 * 60 * 1_000
const DAY = 24 * HOUR
const NOW = new Date("2026-11-21T12:00:00Z")

const attempt = fc.integer({ min: 1, max: 10_000 })
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

const passing: FailureSummary = {
  retry: "passing",
  code: "stripe_unreachable",
  message: "No answer",
}
const permanent: FailureSummary = { ...passing, retry: "permanent" }

function failingFor(ms: number, attempt = 5) {
  return { attempt, failingSince: new Date(NOW.getTime() - ms) }
}

describe("the wait before the next attempt", () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [11, 1_024_000],
    [12, 2_048_000],
    [13, HOUR],
    [1_000, HOUR],
    [1_000_000, HOUR],
  ])("after attempt %d is at most %d ms, and at least half", (number, full) => {
    expect(backoffDelayMs(number, 0)).toBe(full / 2)
    expect(backoffDelayMs(number, 0.5)).toBe(full * 0.75)
    expect(backoffDelayMs(number, 1)).toBe(full)
  })

  it("does not shrink from one attempt to the next", () => {
    fc.assert(
      fc.property(attempt, random, (number, chance) => {
        expect(backoffDelayMs(number + 1, chance)).toBeGreaterThanOrEqual(
          backoffDelayMs(number, chance)
        )
      })
    )
  })

  it("is always between half a second and an hour", () => {
    fc.assert(
      fc.property(attempt, random, (number, chance) => {
        const delay = backoffDelayMs(number, chance)
        expect(delay).toBeGreaterThanOrEqual(500)
        expect(delay).toBeLessThanOrEqual(HOUR)
      })
    )
  })

  it("spreads jobs that failed together", () => {
    const delays = Array.from({ length: 50 }, () => backoffDelayMs(10))
    expect(new Set(delays).size).toBeGreaterThan(1)
  })
})

describe("after a failure", () => {
  it("tries again what may pass, after the wait", () => {
    const first = { attempt: 1, failingSince: null }
    expect(planAfterFailure(first, passing, NOW, 0)).toEqual({
      next: "retry",
      delayMs: 500,
    })
  })

  it("gives up at once what cannot get better, even at the first attempt", () => {
    const first = { attempt: 1, failingSince: null }
    expect(planAfterFailure(first, permanent, NOW)).toEqual({ next: "dead" })
  })

  it("gives nothing up within seven days, however often it failed", () => {
    expect(RETRY_HORIZON_MS).toBeGreaterThanOrEqual(7 * DAY)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 7 * DAY - 1 }),
        attempt,
        (ms, number) => {
          const plan = planAfterFailure(failingFor(ms, number), passing, NOW)
          expect(plan.next).toBe("retry")
        }
      )
    )
  })

  it("gives up after seven days without a success between", () => {
    expect(planAfterFailure(failingFor(7 * DAY), passing, NOW)).toEqual({
      next: "dead",
    })
  })

  it("counts from the last success, not from the job's beginning", () => {
    const job = { attempt: 4_000, failingSince: null }
    expect(planAfterFailure(job, passing, NOW).next).toBe("retry")
  })
})
