import fc from "fast-check"
import { stripeTax } from "../../../../integration-tests/helpers/stripe-objects"
import { isTaxInclusive, planTaxLines, taxInsideOfMixed } from "./tax-lines"

/** A line with tax on top of its price. */
function onTop(subtotal: number, tax: number, discount = 0) {
  return { subtotal, discount, tax, total: subtotal - discount + tax }
}

/** A line with tax inside its price. */
function inside(subtotal: number, tax: number, discount = 0) {
  return { subtotal, discount, tax, total: subtotal - discount }
}

describe("whether tax is part of the price", () => {
  it.each([
    ["on top, as in the US", onTop(10_000, 600), false],
    ["on top of a discounted price", onTop(10_000, 540, 1_000), false],
    ["inside, as in Europe", inside(10_000, 1_597), true],
    ["inside a discounted price", inside(10_000, 1_437, 1_000), true],
    ["no tax", onTop(10_000, 0), false],
    ["nothing to pay", onTop(10_000, 0, 10_000), false],
  ])("%s", (_, amounts, inclusive) => {
    expect(isTaxInclusive(amounts)).toBe(inclusive)
  })
})

describe("the tax lines of a line", () => {
  it("name the tax as Stripe does, with the rate that gives Stripe's amount", () => {
    const taxes = [stripeTax(600, { jurisdiction: "MI" })]
    expect(planTaxLines(onTop(10_000, 600), taxes)).toEqual([
      { code: "txr_1", description: "MI Sales Tax", rate: "6" },
    ])
  })

  it("take the rate from the amounts: 8.25 % of 19.99 is 1.65, not 1.649175", () => {
    const [line] = planTaxLines(onTop(1_999, 165), [stripeTax(165)])
    expect(Number(line?.rate)).toBeCloseTo(8.254127, 6)
  })

  it("take the rate of the price without the tax where the tax is inside", () => {
    const [line] = planTaxLines(inside(11_900, 1_900), [stripeTax(1_900)])
    expect(line?.rate).toBe("19")
  })

  it("keep two taxes apart", () => {
    const taxes = [
      stripeTax(500, { id: "gst", display_name: "GST", jurisdiction: "CA" }),
      stripeTax(998, { id: "qst", display_name: "QST", jurisdiction: "QC" }),
    ]
    expect(planTaxLines(onTop(10_000, 1_498), taxes)).toEqual([
      { code: "gst", description: "CA GST", rate: "5" },
      { code: "qst", description: "QC QST", rate: "9.98" },
    ])
  })

  it("are all on top of what a price is without the tax inside it", () => {
    const taxes = [
      stripeTax(1_900, { id: "inside", inclusive: true }),
      stripeTax(500, { id: "on_top" }),
    ]
    const mixed = { subtotal: 11_900, discount: 0, tax: 2_400, total: 12_400 }
    expect(taxInsideOfMixed(mixed, taxes)).toBe(1_900)
    expect(planTaxLines(mixed, taxes)).toMatchObject([
      { code: "inside", rate: "19" },
      { code: "on_top", rate: "5" },
    ])
    expect(taxInsideOfMixed({ ...mixed, total: 12_399 }, taxes)).toBe(0)
  })

  it("leave out a tax that came to nothing", () => {
    const taxes = [stripeTax(600), stripeTax(0, { id: "city" })]
    expect(planTaxLines(onTop(10_000, 600), taxes)).toHaveLength(1)
  })

  it.each([
    ["Stripe gives no parts", []],
    ["the parts do not add up to the tax", [stripeTax(1)]],
  ])("count the sum as one tax where %s", (_, taxes) => {
    expect(planTaxLines(onTop(10_000, 600), taxes)).toEqual([
      { code: "stripe-tax", description: "Tax", rate: "6" },
    ])
  })

  it("have words for a rate without any", () => {
    const rate = { display_name: "", jurisdiction: null }
    const [line] = planTaxLines(onTop(10_000, 600), [stripeTax(600, rate)])
    expect(line?.description).toBe("Tax")
  })

  it.each([
    ["no tax", onTop(10_000, 0)],
    ["nothing to tax", onTop(10_000, 0, 10_000)],
    ["a free line", onTop(0, 0)],
  ])("are none for %s", (_, amounts) => {
    expect(planTaxLines(amounts, [])).toEqual([])
  })

  it("give back the tax to the minor unit, however it was rounded and split", () => {
    const amount = fc.integer({ min: 1, max: 100_000_000 })
    const share = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(amount, amount, share, (net, tax, percent) => {
        const first = Math.floor((tax * percent) / 100)
        const taxes = [stripeTax(first), stripeTax(tax - first)]
        const lines = planTaxLines(onTop(net, tax), taxes)
        const given = lines.map(({ rate }) =>
          Math.round((Number(rate) * net) / 100)
        )
        expect(given).toEqual([first, tax - first].filter((part) => part > 0))
      })
    )
  })
})
