import type { CallStatus } from "../../../modules/storefront-orders/client/call-status"
import { warningsOfCalls } from "./warnings-of-calls"

const NOW = new Date("2026-11-21T12:00:00Z")

const warnings = (status: Partial<CallStatus>) =>
  warningsOfCalls(
    {
      pending: 0,
      running: 0,
      dead: 0,
      dead_code: null,
      oldest_due_at: null,
      failing: 0,
      failing_since: null,
      failing_code: null,
      ...status,
    },
    NOW
  )

it("is silent where all is well", () => {
  expect(warnings({ pending: 3, running: 1 })).toEqual([])
})

it("leaves work alone that has just become due", () => {
  const oldest_due_at = new Date(NOW.getTime() - 60_000)
  expect(warnings({ pending: 1, oldest_due_at })).toEqual([])
})

it("names what is stuck, given up and failing, the most urgent first", () => {
  expect(
    warnings({
      oldest_due_at: new Date(NOW.getTime() - 600_000),
      dead: 1,
      dead_code: "call_missing",
      failing: 2,
      failing_code: "stripe_unreachable",
      failing_since: new Date("2026-11-21T11:00:00Z"),
    })
  ).toEqual([
    expect.stringMatching(/waiting for 10 minutes .* is a worker running\?/),
    expect.stringMatching(
      /^1 payment .* given up, most often with call_missing/
    ),
    expect.stringMatching(
      /^2 payments .* stripe_unreachable, the first since 2026-11-21T11:00:00.000Z/
    ),
  ])
})
