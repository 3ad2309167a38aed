import fc from "fast-check"
import { questionFacts } from "../../../../integration-tests/helpers/question-facts"
import { fromMajor } from "../../../lib/money"
import type { TotalSettlement } from "./answer-plan"
import { planAnswer } from "./plan-answer"

const ACCEPT = { answer: "accept_totals" } as const

function settle(
  paid: number,
  counted: number,
  currencyCode = "usd",
  openChangeId: string | null = null
) {
  const facts = questionFacts({
    issue: { kind: "totals_disagree" },
    payment: { id: "spay_1", payment: "pi_1", amount: paid, currencyCode },
    order: { total: counted, openChangeId },
  })
  return planAnswer(facts, ACCEPT)
}

function settlementOf(...args: Parameters<typeof settle>): TotalSettlement {
  const plan = settle(...args)
  if (plan.kind !== "possible" || !plan.effects.total) {
    throw new Error("Nothing is settled")
  }
  return plan.effects.total
}

describe("planSettlement", () => {
  it.each([
    ["usd", 10_100, 10_000, "line", "1.00"],
    ["usd", 10_001, 10_000, "line", "0.01"],
    ["usd", 9_000, 10_000, "credit", "10.00"],
    ["usd", 9_998, 10_000, "credit", "0.02"],
    // Medusa counts no credit as small as these.
    ["usd", 9_999, 10_000, "line", "-0.01"],
    ["jpy", 9_999, 10_000, "line", "-1"],
    ["jpy", 9_998, 10_000, "credit", "2"],
    ["kwd", 9_990, 10_000, "line", "-0.010"],
    ["kwd", 9_980, 10_000, "credit", "0.020"],
  ])(
    "in %s, paid %d of %d, is a %s of %s",
    (currency, paid, counted, part, amount) => {
      expect(settlementOf(paid, counted, currency)).toMatchObject({
        orderId: "order_1",
        part,
        amount,
      })
    }
  )

  it("leaves an order alone whose total is what was paid by now", () => {
    expect(settle(10_000, 10_000)).toMatchObject({
      effects: { total: null, message: expect.stringContaining("agree") },
    })
  })

  it("makes the same change and the same line each time", () => {
    expect(settlementOf(10_100, 10_000)).toEqual(settlementOf(10_100, 10_000))
  })

  it("waits for an edit that somebody has begun, but not for its own", () => {
    expect(settle(10_100, 10_000, "usd", "ordch_staff")).toMatchObject({
      refusal: { type: "conflict", code: "order_being_edited" },
    })
    const { changeId } = settlementOf(10_100, 10_000)
    expect(settle(10_100, 10_000, "usd", changeId).kind).toBe("possible")
  })

  it("comes to the amount paid, whatever was counted", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.constantFrom("usd", "cad", "jpy", "kwd"),
        (paid, counted, currency) => {
          fc.pre(paid !== counted)
          const { part, amount } = settlementOf(paid, counted, currency)
          const minor = fromMajor(amount, currency)
          const settled = part === "line" ? counted + minor : counted - minor
          return settled === paid && (part === "line" || minor > 0)
        }
      )
    )
  })
})
