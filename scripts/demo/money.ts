/** How many decimal places the amounts of a currency have. */
export function decimalsOf(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions()
  return maximumFractionDigits ?? 2
}

/** An amount as people write it. @param minor in the currency's minor unit. */
export function formatMoney(minor: number, currency: string): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(
    minor / 10 ** decimalsOf(currency)
  )
}

/** @param major as Medusa writes amounts: 281.43. @returns 28143. */
export function toMinor(major: number, currency: string): number {
  return Math.round(major * 10 ** decimalsOf(currency))
}
