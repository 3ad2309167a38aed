/**
 * Minor units of a two-decimal currency, as Stripe writes amounts: 199.99 → 19999.
 * The catalogue has only USD and CAD, so no other exponent is needed here.
 */
export const toMinorUnits = (major: number): number => Math.round(major * 100)
