import fc from "fast-check"
import type { StripeStandIn } from ".."
import { chargeableStep } from "../money/currency"
import { startForTest } from "../testing/fixture"

let standIn: StripeStandIn

beforeAll(async () => {
  standIn = await startForTest()
})

afterAll(() => standIn.close())

describe("what a checkout comes to", () => {
  const checkout = fc.record({
    currency: fc.constantFrom("usd", "cad", "jpy", "kwd"),
    country: fc.constantFrom("US" as const, "CA" as const),
    shipping: fc.constantFrom("free" as const, "express" as const, null),
    tax_rate_percent: fc.constantFrom(0, 6, 8.25, 13, 14.975),
    promotion: fc.constantFrom(
      null,
      { percent_off: 10 },
      { percent_off: 33.33 },
      { amount_off: 500 }
    ),
    lines: fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 60_000 }),
        fc.integer({ min: 1, max: 5 })
      ),
      {
        minLength: 1,
        maxLength: 6,
      }
    ),
  })

  it("is the sum of its lines and its shipping, whatever currency, discount and tax", () => {
    fc.assert(
      fc.property(checkout, ({ lines, promotion, ...options }) => {
        const step = chargeableStep(options.currency)
        const { session, payment_intent } = standIn.storefront.checkout({
          ...options,
          kind: "ad_hoc",
          items: lines.map(([steps, quantity]) => ({
            legacy_product_id: "p",
            name: "P",
            unit_amount: steps * step,
            quantity,
          })),
          ...(promotion && { promotion_code: { code: "SALE", ...promotion } }),
        })
        const items = standIn.store.sessionDetails
          .get(session.id)
          ?.lineIds.map((id) => standIn.store.sessionLines.get(id)?.item)
        const sum = (
          pick: "amount_total" | "amount_discount" | "amount_subtotal"
        ) => items?.reduce((total, item) => total + (item?.[pick] ?? NaN), 0)

        expect(session.amount_total).toBe(
          (sum("amount_total") ?? NaN) +
            (session.shipping_cost?.amount_total ?? 0)
        )
        expect(session.amount_subtotal).toBe(sum("amount_subtotal"))
        expect(session.total_details?.amount_discount).toBe(
          sum("amount_discount")
        )
        expect(payment_intent?.amount_received ?? 0).toBe(session.amount_total)
      }),
      { numRuns: 150 }
    )
  })
})
