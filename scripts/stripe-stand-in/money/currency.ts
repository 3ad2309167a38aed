// Source of both lists: https://docs.stripe.com/currencies#minor-units
const THREE_DECIMAL = new Set(["bhd", "jod", "kwd", "omr", "tnd"])
const WHOLE_UNITS_IN_TWO_DECIMALS = new Set(["isk", "ugx"])
const ZERO_DECIMAL = new Set(
  "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ")
)

/** How many digits of an amount in minor units stand behind the decimal point. */
export function decimalsOf(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) {
    return 0
  }
  return THREE_DECIMAL.has(currency) ? 3 : 2
}

/**
 * The smallest step, in minor units, that Stripe charges in: three-decimal currencies must end
 * in 0, and a few currencies are kept with two decimals that must both be 0.
 */
export function chargeableStep(currency: string): number {
  if (THREE_DECIMAL.has(currency)) {
    return 10
  }
  return WHOLE_UNITS_IN_TWO_DECIMALS.has(currency) ? 100 : 1
}

/** An amount as Stripe's messages show it: `$10.00`, `¥1,000`, `KWD 1.230`. */
export function formatAmount(amount: number, currency: string): string {
  const digits = decimalsOf(currency)
  const formatter = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return formatter.format(amount / 10 ** digits)
}
