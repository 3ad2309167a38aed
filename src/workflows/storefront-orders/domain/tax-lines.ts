import { MathBN } from "@medusajs/framework/utils"

/** The amounts of a line or of the shipping, as Stripe has them, in minor units. */
export type StripeAmounts = {
  subtotal: number
  discount: number
  tax: number
  total: number
}

/** One of the taxes that Stripe calculated. */
export type StripeTax = {
  amount: number
  rate: {
    id: string
    display_name?: string | null
    jurisdiction?: string | null
    /** Whether Stripe takes this tax out of the price instead of adding it. */
    inclusive?: boolean
  }
}

/** A Medusa tax line. Medusa keeps no amount of tax, only a rate in percent. */
export type PlannedTaxLine = {
  code: string
  description: string
  /** In percent, with up to 20 decimal places. */
  rate: string
}

/**
 * Whether the tax is part of the price, as in Europe, or comes on top, as in the US. Stripe says so
 * nowhere as plainly as in the sums.
 */
export function isTaxInclusive({
  subtotal,
  discount,
  tax,
  total,
}: StripeAmounts): boolean {
  return tax > 0 && subtotal - discount === total
}

/**
 * The tax that is part of a price which other tax comes on top of. Medusa's lines have tax either
 * inside or on top: such a line has all of it on top, of the price without this.
 *
 * @returns minor units; 0 where all tax is inside or all on top, or where Stripe's sums say
 *   otherwise than its rates.
 */
export function taxInsideOfMixed(
  { subtotal, discount, tax, total }: StripeAmounts,
  taxes: readonly StripeTax[]
): number {
  const inside = sumOfTaxes(taxes.filter(({ rate }) => rate.inclusive))
  const isMixed = inside > 0 && inside < tax && sumOfTaxes(taxes) === tax
  return isMixed && total === subtotal - discount + tax - inside ? inside : 0
}

/**
 * Tax lines from which Medusa calculates exactly the tax that Stripe took: the rate is taken from
 * the amounts, since Stripe's own percentage rounds each line to the minor unit and Medusa does not.
 *
 * @param taxes each tax of the line; where Stripe gives none, the sum counts as one.
 */
export function planTaxLines(
  amounts: StripeAmounts,
  taxes: readonly StripeTax[]
): PlannedTaxLine[] {
  const inside = isTaxInclusive(amounts)
    ? amounts.tax
    : taxInsideOfMixed(amounts, taxes)
  const net = amounts.subtotal - amounts.discount - inside
  if (amounts.tax === 0 || net <= 0) {
    return []
  }
  const charged = taxes.filter((tax) => tax.amount > 0)
  const parts =
    sumOfTaxes(charged) === amounts.tax ? charged : [wholeTax(amounts.tax)]
  return parts.map(({ amount, rate }) => ({
    code: rate.id,
    description:
      [rate.jurisdiction, rate.display_name].filter(Boolean).join(" ") || "Tax",
    rate: MathBN.div(MathBN.mult(amount, 100), net).toString(),
  }))
}

/** What taxes come to together, in minor units. */
export function sumOfTaxes(taxes: readonly StripeTax[]): number {
  return taxes.reduce((total, { amount }) => total + amount, 0)
}

function wholeTax(amount: number): StripeTax {
  return { amount, rate: { id: "stripe-tax", display_name: "Tax" } }
}
