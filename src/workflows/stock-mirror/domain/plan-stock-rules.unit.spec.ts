import fc from "fast-check"
import { type AskedStockRule, planStockRules } from "./plan-stock-rules"

const KNOWN = {
  variantIds: new Set(["variant_1", "variant_2"]),
  variantIdBySku: new Map([["SUIT-40R", "variant_1"]]),
  productIds: new Set(["prod_1"]),
}

const plan = (...asked: AskedStockRule[]) =>
  planStockRules(asked, KNOWN, "user_1")

it("plans one rule for each, by id or by SKU", () => {
  expect(
    plan(
      { scope: "general", safety_stock: 1 },
      { scope: "product", id: "prod_1", sold_out_below: 3 },
      { scope: "variant", sku: "SUIT-40R", safety_stock: 0, sold_out_below: 2 }
    )
  ).toEqual({
    rules: [
      {
        id: "general",
        scope: "general",
        safetyStock: 1,
        soldOutBelow: null,
        updatedBy: "user_1",
      },
      {
        id: "prod_1",
        scope: "product",
        safetyStock: null,
        soldOutBelow: 3,
        updatedBy: "user_1",
      },
      {
        id: "variant_1",
        scope: "variant",
        safetyStock: 0,
        soldOutBelow: 2,
        updatedBy: "user_1",
      },
    ],
  })
})

it("refuses the whole list for one that Medusa does not know, by its path", () => {
  expect(
    plan(
      { scope: "general", safety_stock: 1 },
      { scope: "variant", id: "prod_1", safety_stock: 1 },
      { scope: "variant", sku: "suit-40r", safety_stock: 1 },
      { scope: "product", id: "prod_9", safety_stock: 1 }
    )
  ).toEqual({
    faults: [
      "rules.1.id: Medusa has no variant of this id",
      "rules.2.sku: Medusa has no variant of this sku",
      "rules.3.id: Medusa has no product of this id",
    ],
  })
})

it("refuses two rules for the same thing, also where one names its SKU", () => {
  expect(
    plan(
      { scope: "variant", id: "variant_1", safety_stock: 1 },
      { scope: "variant", sku: "SUIT-40R", safety_stock: 2 }
    )
  ).toEqual({ faults: ["rules.1: variant_1 has a rule in this list already"] })
})

it("sets every rule of a list, each once, or none", () => {
  const rule = fc.oneof(
    fc.constant<AskedStockRule>({ scope: "general" }),
    fc.record<AskedStockRule>({
      scope: fc.constantFrom("variant" as const, "product" as const),
      id: fc.constantFrom("variant_1", "variant_2", "prod_1", "nobody"),
    })
  )
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), (asked) => {
      const planned = plan(...asked)
      if ("rules" in planned) {
        expect(planned.rules).toHaveLength(asked.length)
        expect(new Set(planned.rules.map(({ id }) => id)).size).toBe(
          asked.length
        )
      } else {
        expect(planned.faults.length).toBeGreaterThan(0)
      }
    })
  )
})
