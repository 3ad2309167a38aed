import fc from "fast-check"
import {
  type GeneratedSession,
  generatedSession,
} from "../../../../integration-tests/helpers/generated-sessions"
import { facts } from "../../../../integration-tests/helpers/import-facts"
import { orderTotal } from "./order-total"
import { planImport } from "./plan-order"

const off = fc.integer({ min: 1, max: 50_000 })

describe("F29: parts that do not add up to what was taken", () => {
  /** Either the figures agree, or staff are asked once, with both. */
  function expectToldOf(generated: GeneratedSession) {
    const { order, issues } = planImport(
      facts(generated.session, { lineItems: generated.lines })
    )
    const paid = generated.session.amount_total
    const counted = orderTotal(order)
    const asked = issues.filter(({ kind }) => kind === "totals_disagree")
    expect(asked.map(({ details }) => details)).toEqual(
      counted === paid
        ? []
        : [
            {
              paid_minor: paid,
              order_total_minor: counted,
              currency_code: generated.currency,
            },
          ]
    )
    return { asked: asked.length, counted }
  }

  it("are one question with both figures, whatever was taken", () => {
    fc.assert(
      fc.property(generatedSession, off, fc.boolean(), (made, by, less) => {
        const total = made.session.amount_total ?? 0
        const amount_total = less ? Math.max(0, total - by) : total + by
        fc.pre(amount_total !== total)
        const session = { ...made.session, amount_total }
        const told = expectToldOf({ ...made, session })
        expect(told).toEqual({ asked: 1, counted: total })
      }),
      { numRuns: 2_000 }
    )
  })

  it("are never adjusted in silence where a line's own sums are wrong", () => {
    const field = fc.constantFrom(
      "amount_subtotal" as const,
      "amount_discount" as const,
      "amount_tax" as const,
      "amount_total" as const
    )
    fc.assert(
      fc.property(generatedSession, off, field, (made, by, wrong) => {
        const [first, ...others] = made.lines
        if (!first) {
          return
        }
        const broken = { ...first, [wrong]: first[wrong] + by }
        expectToldOf({ ...made, lines: [broken, ...others] })
      }),
      { numRuns: 2_000 }
    )
  })
})
