import type { FailureSummary } from "../../../lib/errors"
import { CATCH_UP_EVENT_TYPES } from "./catch-up-event-types"
import { failureOfPayments, sumUpCatchUp } from "./sum-up-catch-up"

const failure = (code: string): FailureSummary => ({
  retry: "passing",
  code,
  message: `because of ${code}`,
})

describe("what a run came to", () => {
  it("counts both parts", () => {
    expect(
      sumUpCatchUp({ found: 2, failure: null }, { found: 1, failure: null })
    ).toEqual({ events_found: 2, payments_found: 1, failure: null })
  })

  it("has failed when either part has; the first one's cause counts", () => {
    const [first, second] = [failure("stripe_api_error"), failure("other")]
    const fine = { found: 0, failure: null }
    const broken = { found: 0, failure: second }
    expect(sumUpCatchUp(fine, broken).failure).toBe(second)
    expect(sumUpCatchUp({ found: 3, failure: first }, broken).failure).toBe(
      first
    )
  })

  it("names the payment that could not be imported, and says how many more", () => {
    expect(failureOfPayments([])).toBeNull()
    expect(
      failureOfPayments([{ payment: "pi_1", failure: failure("a") }])?.message
    ).toBe("pi_1: a: because of a")
    expect(
      failureOfPayments([
        { payment: "pi_1", failure: failure("a") },
        { payment: "pi_2", failure: failure("b") },
      ])
    ).toMatchObject({
      code: "payments_not_imported",
      message: "pi_1 (and 1 more): a: because of a",
    })
  })
})

it("asks for no more types of events than Stripe takes at once", () => {
  expect(new Set(CATCH_UP_EVENT_TYPES).size).toBe(CATCH_UP_EVENT_TYPES.length)
  expect(CATCH_UP_EVENT_TYPES.length).toBeLessThanOrEqual(20)
})
