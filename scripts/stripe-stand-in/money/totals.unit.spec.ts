import fc from "fast-check"
import { chargeableStep } from "./currency"
import { computeTotals, percentOf, spread, type Totals } from "./totals"

const STEPS = ["usd", "cad", "jpy", "kwd", "isk"].map(chargeableStep)

const reduction = (step: number) =>
  fc.oneof(
    fc.constant(null),
    fc
      .integer({ min: 1, max: 10_000 })
      .map((hundredths) => ({ percent_off: hundredths / 100 })),
    fc
      .integer({ min: 1, max: 100_000 })
      .map((steps) => ({ amount_off: steps * step }))
  )

const input = fc.constantFrom(...STEPS).chain((step) =>
  fc.record({
    step: fc.constant(step),
    lineSubtotals: fc.array(
      fc.integer({ min: 0, max: 100_000 }).map((steps) => steps * step),
      { minLength: 1, maxLength: 120 }
    ),
    reduction: reduction(step),
    taxPercent: fc.oneof(
      fc.constant(null),
      fc
        .integer({ min: 0, max: 30_000 })
        .map((thousandths) => thousandths / 1_000)
    ),
    shipping: fc.oneof(
      fc.constant(null),
      fc.record({
        amount: fc.integer({ min: 0, max: 5_000 }).map((steps) => steps * step),
        taxed: fc.boolean(),
      })
    ),
  })
)

describe("the totals of a Checkout Session", () => {
  it("add up, line by line and as a whole, in every kind of currency", () => {
    fc.assert(
      fc.property(input, (given) => {
        const totals = computeTotals(given)
        expectSumsToFit(totals)
        for (const amount of amountsIn(totals)) {
          expect(Number.isSafeInteger(amount)).toBe(true)
          expect(amount).toBeGreaterThanOrEqual(0)
          expect(amount % given.step).toBe(0)
        }
      })
    )
  })

  it("take a discount off each line in proportion, never more than the line costs", () => {
    fc.assert(
      fc.property(input, (given) => {
        const { lines, amount_discount, amount_subtotal } = computeTotals(given)
        for (const { discount, subtotal } of lines) {
          const share =
            (amount_discount * subtotal) / Math.max(1, amount_subtotal)
          expect(discount).toBeLessThanOrEqual(subtotal)
          expect(Math.abs(discount - share)).toBeLessThanOrEqual(given.step)
        }
      })
    )
  })

  it("round tax on each line, not on the sum", () => {
    const totals = computeTotals({
      lineSubtotals: [1_006, 1_006],
      reduction: null,
      taxPercent: 8.25,
      shipping: { amount: 1_500, taxed: false },
      step: 1,
    })

    expect(totals.lines.map((line) => line.tax)).toEqual([83, 83])
    expect(totals).toMatchObject({
      amount_tax: 166,
      amount_shipping: 1_500,
      amount_total: 3_678,
    })
  })

  it("take tax that is part of the prices out of them", () => {
    const totals = computeTotals({
      lineSubtotals: [1_100],
      reduction: null,
      taxPercent: 10,
      taxInclusive: true,
      shipping: { amount: 550, taxed: true },
      step: 1,
    })
    expect(totals).toMatchObject({
      lines: [{ taxable: 1_000, tax: 100, total: 1_100 }],
      shipping: { subtotal: 550, tax: 50, total: 550 },
      amount_tax: 150,
      amount_total: 1_650,
    })
  })

  it("tax shipping only where it is taxed", () => {
    const base = {
      lineSubtotals: [10_000],
      reduction: null,
      taxPercent: 13,
      step: 1,
    }

    const taxed = computeTotals({
      ...base,
      shipping: { amount: 1_500, taxed: true },
    })
    const untaxed = computeTotals({
      ...base,
      shipping: { amount: 1_500, taxed: false },
    })

    expect(taxed).toMatchObject({
      shipping: { tax: 195, total: 1_695 },
      amount_total: 12_995,
    })
    expect(untaxed).toMatchObject({
      shipping: { tax: 0, total: 1_500 },
      amount_total: 12_800,
    })
  })

  it("never go below nothing when a coupon is worth more than the cart", () => {
    const totals = computeTotals({
      lineSubtotals: [500, 700],
      reduction: { amount_off: 5_000 },
      taxPercent: 8.25,
      shipping: null,
      step: 1,
    })

    expect(totals).toMatchObject({
      amount_discount: 1_200,
      amount_tax: 0,
      amount_total: 0,
    })
  })
})

describe("percentages and shares", () => {
  it.each([
    [106, 8.25, 1, 9],
    [1_000, 2.65, 1, 27],
    [99_999_999, 13, 1, 13_000_000],
    [1_230, 10, 10, 120],
  ])("%i at %f %% in steps of %i is %i", (amount, percent, step, expected) => {
    expect(percentOf(amount, percent, step)).toBe(expected)
  })

  it("gives what is left over to the largest remainders", () => {
    expect(spread(100, [1, 1, 1], 1)).toEqual([34, 33, 33])
    expect(spread(10, [10, 20, 70], 10)).toEqual([0, 0, 10])
    expect(spread(5, [0, 0], 1)).toEqual([0, 0])
  })
})

function expectSumsToFit(totals: Totals): void {
  const sum = (pick: (line: Totals["lines"][number]) => number) =>
    totals.lines.reduce((total, line) => total + pick(line), 0)
  const { shipping } = totals
  expect(sum((line) => line.subtotal)).toBe(totals.amount_subtotal)
  expect(sum((line) => line.discount)).toBe(totals.amount_discount)
  expect(sum((line) => line.tax) + (shipping?.tax ?? 0)).toBe(totals.amount_tax)
  expect(sum((line) => line.total) + (shipping?.total ?? 0)).toBe(
    totals.amount_total
  )
  expect(
    totals.amount_subtotal -
      totals.amount_discount +
      totals.amount_shipping +
      totals.amount_tax
  ).toBe(totals.amount_total)
}

function amountsIn(totals: Totals): number[] {
  const { lines, shipping, ...sums } = totals
  return [
    ...lines.flatMap((line) => Object.values<number>({ ...line })),
    ...Object.values<number>({ ...shipping }),
    ...Object.values<number>(sums),
  ]
}
