import {
  type BigNumber,
  MathBN,
  defaultCurrencies,
} from "@medusajs/framework/utils"

/**
 * An amount as Stripe gives it: a whole number of the currency's smallest unit (106 is $1.06).
 * Branded, so that it cannot be taken for one of Medusa's amounts, which are major units.
 */
export type MinorAmount = number & { readonly __unit: "minor" }

/** Money with its unit and its currency. */
export type Money = {
  minor: MinorAmount
  /** Lower-case ISO 4217 code, as Stripe and Medusa write it. */
  currency: string
}

/**
 * Where Stripe counts otherwise than the currency does: these have no smaller unit at Stripe, or
 * one that must be whole (https://docs.stripe.com/currencies#special-cases).
 */
const STRIPE_EXPONENTS: Readonly<Record<string, number>> = {
  bif: 0,
  clp: 0,
  djf: 0,
  gnf: 0,
  jpy: 0,
  kmf: 0,
  krw: 0,
  mga: 0,
  pyg: 0,
  rwf: 0,
  vnd: 0,
  vuv: 0,
  xaf: 0,
  xof: 0,
  xpf: 0,
  bhd: 3,
  jod: 3,
  kwd: 3,
  omr: 3,
  tnd: 3,
}

/** How many decimal places Stripe's smallest unit of a currency has: 2 for usd, 0 for jpy, 3 for kwd. */
export function minorUnitExponent(currency: string): number {
  return STRIPE_EXPONENTS[currency.toLowerCase()] ?? 2
}

/** @throws RangeError when the number is not whole or not safe to count with. */
export function toMinorAmount(value: number): MinorAmount {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `An amount in minor units must be a whole number, not ${value}`
    )
  }
  return value as MinorAmount
}

/**
 * Minor units → major units as exact decimal text: 106 usd → "1.06", 106 jpy → "106",
 * 1234 kwd → "1.234". Text, because a binary fraction cannot hold most of these.
 */
export function toMajorText(minor: MinorAmount, currency: string): string {
  const exponent = minorUnitExponent(currency)
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0")
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = exponent ? `.${digits.slice(-exponent)}` : ""
  return `${minor < 0 ? "-" : ""}${whole}${fraction}`
}

/**
 * Major units, as Medusa keeps them → minor units.
 *
 * @throws RangeError when the amount has a part smaller than the smallest unit by more than a
 *   rounding error of Medusa's 20 digits.
 */
export function fromMajor(
  major: number | string | BigNumber | { value: string },
  currency: string
): MinorAmount {
  const scaled = MathBN.mult(major, 10 ** minorUnitExponent(currency))
  const rounded = scaled.decimalPlaces(0)
  if (scaled.minus(rounded).abs().gt("1e-9")) {
    throw new RangeError(
      `${scaled.toString()} minor units of ${currency} is not a whole number`
    )
  }
  return toMinorAmount(rounded.toNumber())
}

/** For people: "$1.06", "¥106", "KWD 1.234". Only for texts, never to count with. */
export function formatMoney({ minor, currency }: Money): string {
  const code = currency.toUpperCase()
  const symbol = defaultCurrencies[code]?.symbol_native ?? `${code} `
  return `${symbol}${toMajorText(minor, currency)}`
}
