import fc from "fast-check"
import { type VariantStock, sellableStock } from "./sellable-stock"

const RULES = { uncountedQuantity: 999 }

/** A managed variant of one item with five left. */
function variant(overrides: Partial<VariantStock> = {}): VariantStock {
  return {
    variantId: "variant_1",
    productId: "prod_1",
    deleted: false,
    managed: true,
    backorder: false,
    parts: [{ required: 1, available: 5 }],
    safetyStock: 0,
    soldOutBelow: 0,
    ...overrides,
  }
}

describe("a variant whose stock is counted", () => {
  it.each([
    ["what is left of its item", [{ required: 1, available: 5 }], 5],
    ["nothing where nothing is left", [{ required: 1, available: 0 }], 0],
    ["never less than nothing", [{ required: 1, available: -3 }], 0],
    ["a pair only where two are left", [{ required: 2, available: 5 }], 2],
    ["no pair of one", [{ required: 2, available: 1 }], 0],
    [
      "a suit as often as its scarcest part",
      [
        { required: 1, available: 7 },
        { required: 1, available: 3 },
        { required: 2, available: 8 },
      ],
      3,
    ],
    [
      "no suit where one part is oversold",
      [
        { required: 1, available: 7 },
        { required: 1, available: -1 },
      ],
      0,
    ],
    ["nothing where it consists of nothing", [], 0],
  ])("can be sold: %s", (_, parts, quantity) => {
    expect(sellableStock(variant({ parts }), RULES)).toEqual({
      quantity,
      inStock: quantity > 0,
    })
  })

  it("never promises more than each part can give, and not one less", () => {
    const part = fc.record({
      required: fc.integer({ min: 1, max: 10 }),
      available: fc.integer({ min: -50, max: 1_000 }),
    })
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const { quantity, inStock } = sellableStock(variant({ parts }), RULES)
        expect(Number.isInteger(quantity)).toBe(true)
        expect(quantity).toBeGreaterThanOrEqual(0)
        expect(inStock).toBe(quantity > 0)
        const enoughFor = (count: number) =>
          parts.every((one) => count * one.required <= one.available)
        expect(quantity === 0 || enoughFor(quantity)).toBe(true)
        expect(enoughFor(quantity + 1)).toBe(false)
      })
    )
  })
})

describe("a variant whose stock is not counted", () => {
  it.each([
    ["not managed", { managed: false, parts: [] }],
    [
      "not managed, with an item that is out",
      { managed: false, parts: [{ required: 1, available: 0 }] },
    ],
    [
      "to be back-ordered, and out",
      { backorder: true, parts: [{ required: 1, available: -3 }] },
    ],
    [
      "to be back-ordered, and there",
      { backorder: true, parts: [{ required: 1, available: 5 }] },
    ],
  ])("is always in stock, with the number that is configured: %s", (_, one) => {
    expect(sellableStock(variant(one), RULES)).toEqual({
      quantity: 999,
      inStock: true,
    })
  })
})

it.each([
  ["counted", {}],
  ["not counted", { managed: false }],
  ["to be back-ordered", { backorder: true }],
])("a deleted variant cannot be sold: %s", (_, one) => {
  expect(sellableStock(variant({ ...one, deleted: true }), RULES)).toEqual({
    quantity: 0,
    inStock: false,
  })
})

describe("what is kept back", () => {
  it.each([
    ["so many are not sold", { safetyStock: 2 }, 3],
    ["never less than nothing is left", { safetyStock: 9 }, 0],
    ["few enough count as none", { soldOutBelow: 6 }, 0],
    ["just enough do not", { soldOutBelow: 5 }, 5],
    [
      "whether it is enough is asked of what is left after",
      { safetyStock: 2, soldOutBelow: 4 },
      0,
    ],
  ])("%s", (_, rule, quantity) => {
    expect(sellableStock(variant(rule), RULES)).toEqual({
      quantity,
      inStock: quantity > 0,
    })
  })

  it("does not concern what is not counted", () => {
    const kept = { safetyStock: 9, soldOutBelow: 9 }
    for (const one of [{ managed: false }, { backorder: true }]) {
      expect(sellableStock(variant({ ...kept, ...one }), RULES)).toEqual({
        quantity: 999,
        inStock: true,
      })
    }
  })

  it("is kept back, or all of it: nothing between", () => {
    const number = fc.integer({ min: 0, max: 60 })
    fc.assert(
      fc.property(number, number, number, (available, safetyStock, below) => {
        const { quantity } = sellableStock(
          variant({
            parts: [{ required: 1, available }],
            safetyStock,
            soldOutBelow: below,
          }),
          RULES
        )
        expect([0, available - safetyStock]).toContain(quantity)
        expect(quantity === 0 || quantity >= below).toBe(true)
        expect(quantity > 0).toBe(
          available - safetyStock > 0 && available - safetyStock >= below
        )
      })
    )
  })
})
