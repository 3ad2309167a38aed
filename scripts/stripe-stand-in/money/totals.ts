/** What a promotion takes off: a share in percent, or an amount in minor units. */
export type Reduction = { percent_off: number } | { amount_off: number }

export interface TotalsInput {
  /** Quantity times unit amount of each line, in minor units. */
  lineSubtotals: number[]
  reduction: Reduction | null
  /** 8.25 for 8.25 % of the discounted line; `null` where no tax is due. */
  taxPercent: number | null
  /** Whether tax is part of the prices, and not added on top of them. */
  taxInclusive?: boolean
  shipping: { amount: number; taxed: boolean } | null
  /** The smallest step that the currency can be charged in, in minor units. */
  step: number
}

export interface LineTotals {
  subtotal: number
  discount: number
  taxable: number
  tax: number
  total: number
}

export interface Totals {
  lines: LineTotals[]
  shipping: Omit<LineTotals, "discount"> | null
  amount_subtotal: number
  amount_discount: number
  amount_shipping: number
  amount_tax: number
  amount_total: number
}

/**
 * The sums of a Checkout Session, in minor units and with integers only: a discount is spread
 * over the lines so that its parts add up, tax is rounded on each line, and the total is the sum
 * of the lines' totals and the shipping's.
 */
export function computeTotals(input: TotalsInput): Totals {
  const amount_subtotal = sum(input.lineSubtotals)
  const reduction = reductionOf(amount_subtotal, input.reduction, input.step)
  const discounts = spread(reduction, input.lineSubtotals, input.step)
  const lines = input.lineSubtotals.map((subtotal, index) => {
    const discount = discounts[index] ?? 0
    return { subtotal, discount, ...taxed(subtotal - discount, input) }
  })
  const shipping = shippingTotals(input)
  return {
    lines,
    shipping,
    amount_subtotal,
    amount_discount: reduction,
    amount_shipping: shipping?.subtotal ?? 0,
    amount_tax: sum(lines.map((line) => line.tax)) + (shipping?.tax ?? 0),
    amount_total: sum(lines.map((line) => line.total)) + (shipping?.total ?? 0),
  }
}

/** `percent` of `amount`, rounded half up to a whole step; percentages keep six decimals. */
export function percentOf(
  amount: number,
  percent: number,
  step: number
): number {
  const scale = 1_000_000n
  const share = BigInt(amount) * BigInt(Math.round(percent * Number(scale)))
  const whole = 100n * scale * BigInt(step)
  return Number((share * 2n + whole) / (whole * 2n)) * step
}

/**
 * Spreads `amount` over `weights` in whole steps: no part is larger than its weight, and the
 * parts add up to the amount. Steps left over by rounding down go to the largest remainders.
 */
export function spread(
  amount: number,
  weights: number[],
  step: number
): number[] {
  const total = BigInt(sum(weights))
  if (total === 0n) {
    return weights.map(() => 0)
  }
  const steps = BigInt(amount / step)
  const shares = weights.map((weight, index) => ({
    index,
    floor: (steps * BigInt(weight)) / total,
    remainder: (steps * BigInt(weight)) % total,
  }))
  const left = steps - shares.reduce((taken, share) => taken + share.floor, 0n)
  const byRemainder = [...shares].sort((a, b) =>
    compare(b.remainder, a.remainder)
  )
  const lifted = new Set(
    byRemainder.slice(0, Number(left)).map((share) => share.index)
  )
  return shares.map(
    (share) => (Number(share.floor) + (lifted.has(share.index) ? 1 : 0)) * step
  )
}

/** Tax of an amount: of what it comes to without the tax where the tax is part of it. */
function taxed(
  amount: number,
  { taxPercent, taxInclusive, step }: TotalsInput
): Pick<LineTotals, "taxable" | "tax" | "total"> {
  const percent = taxPercent ?? 0
  if (!taxInclusive) {
    const tax = percentOf(amount, percent, step)
    return { taxable: amount, tax, total: amount + tax }
  }
  const tax = percentOf(amount, (100 * percent) / (100 + percent), step)
  return { taxable: amount - tax, tax, total: amount }
}

function reductionOf(
  subtotal: number,
  reduction: Reduction | null,
  step: number
): number {
  if (!reduction) {
    return 0
  }
  if ("percent_off" in reduction) {
    return percentOf(subtotal, reduction.percent_off, step)
  }
  return Math.min(reduction.amount_off, subtotal)
}

function shippingTotals(input: TotalsInput): Totals["shipping"] {
  const { shipping } = input
  if (!shipping) {
    return null
  }
  const taxPercent = shipping.taxed ? input.taxPercent : null
  const subtotal = shipping.amount
  return { subtotal, ...taxed(subtotal, { ...input, taxPercent }) }
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

function compare(a: bigint, b: bigint): number {
  return a === b ? 0 : a < b ? -1 : 1
}
