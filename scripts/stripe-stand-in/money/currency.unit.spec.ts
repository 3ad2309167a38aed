import { chargeableStep, decimalsOf, formatAmount } from "./currency"

it.each([
  ["usd", 2, 1, 1_060, "$10.60"],
  ["cad", 2, 1, 1_060, "CA$10.60"],
  ["jpy", 0, 1, 1_060, "¥1,060"],
  ["kwd", 3, 10, 1_060, "KWD\u00a01.060"],
  ["isk", 2, 100, 106_000, "ISK\u00a01,060.00"],
])(
  "%s has %i decimals, and is charged in steps of %i",
  (currency, decimals, step, amount, text) => {
    expect(decimalsOf(currency)).toBe(decimals)
    expect(chargeableStep(currency)).toBe(step)
    expect(formatAmount(amount, currency)).toBe(text)
  }
)
