import fc from "fast-check"
import { pauseMs, retryAfterSeconds, waitSeconds } from "./backoff.ts"
import { judgeAnswer } from "./judge-answer.ts"

const NOW = Date.UTC(2026, 10, 21)

it("waits longer each time, never more than 15 minutes, and never gives up", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (tries, random) => {
        const wait = waitSeconds(tries, random)
        expect(wait).toBeGreaterThanOrEqual(15)
        expect(wait).toBeLessThanOrEqual(900)
        expect(waitSeconds(tries + 1, random)).toBeGreaterThanOrEqual(wait)
      }
    )
  )
})

it("keeps the pauses of a run within what Stripe waits for", () => {
  expect(pauseMs(1, 1) + pauseMs(2, 1)).toBeLessThanOrEqual(1_500)
  expect(pauseMs(50, 1)).toBe(4_000)
})

it.each([
  [null, null],
  ["12", 12],
  [" 3 ", 3],
  ["Sat, 21 Nov 2026 00:00:30 GMT", 30],
  ["Fri, 20 Nov 2026 00:00:00 GMT", 0],
  ["soon", null],
])("reads Retry-After: %s", (header, seconds) => {
  expect(retryAfterSeconds(header, NOW)).toBe(seconds)
})

it.each([
  ["done", [200, 201, 202]],
  ["again", [null, 408, 425, 429, 500, 502, 503, 504]],
  ["later", [301, 302, 307, 401, 403, 404, 405]],
  ["refused", [400, 409, 413, 415, 422]],
])("takes an answer for %s", (verdict, statuses) => {
  expect(statuses.map((status) => judgeAnswer(status))).toEqual(
    statuses.map(() => verdict)
  )
})
