import fc from "fast-check"
import type { VariantStock } from "../../../modules/supabase-sync/domain/sellable-stock"
import { planPush } from "./plan-push"

const RULES = { uncountedQuantity: 999 }

const ask = (variantIds: string[], productIds: string[] = []) => ({
  variantIds,
  productIds,
})

/** A managed variant of one item. */
function variant(
  variantId: string,
  available: number,
  overrides: Partial<VariantStock> = {}
): VariantStock {
  return {
    variantId,
    productId: "prod_suit",
    deleted: false,
    managed: true,
    backorder: false,
    parts: [{ required: 1, available }],
    safetyStock: 0,
    soldOutBelow: 0,
    ...overrides,
  }
}

it("tells the number of the size that was asked for, and the sum of the style's sizes", () => {
  const stock = [variant("40R", 3), variant("42R", 4), variant("44R", 0)]
  expect(planPush(ask(["40R"], ["prod_suit"]), stock, RULES)).toEqual({
    sellables: [{ id: "40R", quantity: 3, inStock: true }],
    styles: [{ id: "prod_suit", quantity: 7, inStock: true }],
  })
})

it("keeps the sum of each style apart, in the order asked for", () => {
  const stock = [
    variant("40R", 3),
    variant("red", 2, { productId: "prod_tie" }),
    variant("blue", 0, { productId: "prod_tie" }),
  ]
  expect(
    planPush(ask(["blue", "40R"], ["prod_suit", "prod_tie"]), stock, RULES)
  ).toEqual({
    sellables: [
      { id: "blue", quantity: 0, inStock: false },
      { id: "40R", quantity: 3, inStock: true },
    ],
    styles: [
      { id: "prod_suit", quantity: 3, inStock: true },
      { id: "prod_tie", quantity: 2, inStock: true },
    ],
  })
})

it("says that a style is out only where every size is", () => {
  const out = [variant("40R", 0), variant("42R", -2)]
  expect(planPush(ask([], ["prod_suit"]), out, RULES).styles).toEqual([
    { id: "prod_suit", quantity: 0, inStock: false },
  ])
  const one = [...out, variant("44R", 1), variant("46R", 0)]
  expect(planPush(ask([], ["prod_suit"]), one, RULES).styles).toEqual([
    { id: "prod_suit", quantity: 1, inStock: true },
  ])
})

it("does not let an oversold size lower the sum of the others", () => {
  const stock = [variant("40R", -5), variant("42R", 2)]
  expect(
    planPush(ask([], ["prod_suit"]), stock, RULES).styles[0]?.quantity
  ).toBe(2)
})

it("says nothing can be sold of a size that was deleted, and leaves it out of the sum", () => {
  const stock = [variant("40R", 3, { deleted: true }), variant("42R", 4)]
  expect(planPush(ask(["40R"], ["prod_suit"]), stock, RULES)).toEqual({
    sellables: [{ id: "40R", quantity: 0, inStock: false }],
    styles: [{ id: "prod_suit", quantity: 4, inStock: true }],
  })
})

it("says the same of a size that is no longer there at all", () => {
  expect(planPush(ask(["gone"], ["prod_gone"]), [], RULES)).toEqual({
    sellables: [{ id: "gone", quantity: 0, inStock: false }],
    styles: [{ id: "prod_gone", quantity: 0, inStock: false }],
  })
})

it("writes the configured number of what is not counted", () => {
  const stock = [variant("40R", 0, { managed: false, parts: [] })]
  expect(planPush(ask(["40R"]), stock, RULES).sellables).toEqual([
    { id: "40R", quantity: 999, inStock: true },
  ])
})

it("tells one figure for each size asked for, and sums that add up", () => {
  const stock = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 40 }),
      product: fc.integer({ min: 0, max: 3 }),
      available: fc.integer({ min: -5, max: 50 }),
      deleted: fc.boolean(),
    }),
    { selector: ({ id }) => id }
  )
  fc.assert(
    fc.property(stock, (rows) => {
      const variants = rows.map(({ id, product, available, deleted }) =>
        variant(`v${id}`, available, { productId: `p${product}`, deleted })
      )
      const ids = variants.map(({ variantId }) => variantId)
      const { sellables, styles } = planPush(
        ask(ids, [...new Set(variants.map(({ productId }) => productId))]),
        variants,
        RULES
      )
      expect(sellables.map(({ id }) => id)).toEqual(ids)
      const total = (figures: { quantity: number }[]) =>
        figures.reduce((sum, { quantity }) => sum + quantity, 0)
      expect(total(styles)).toBe(total(sellables))
      expect(new Set(styles.map(({ id }) => id)).size).toBe(styles.length)
    })
  )
})
