import { BigNumber } from "@medusajs/framework/utils"
import fc from "fast-check"
import {
  formatMoney,
  fromMajor,
  minorUnitExponent,
  toMajorText,
  toMinorAmount,
} from "./money"

const currency = fc.constantFrom("usd", "cad", "eur", "jpy", "krw", "kwd")
const minor = fc
  .integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })
  .map(toMinorAmount)

describe("minor units to major units", () => {
  it.each([
    [106, "usd", "1.06"],
    [106, "USD", "1.06"],
    [5, "usd", "0.05"],
    [0, "usd", "0.00"],
    [10_000, "cad", "100.00"],
    [-106, "usd", "-1.06"],
    [-5, "usd", "-0.05"],
    [106, "jpy", "106"],
    [-106, "jpy", "-106"],
    [0, "jpy", "0"],
    [1_234, "kwd", "1.234"],
    [7, "kwd", "0.007"],
    [106, "sek", "1.06"],
  ])("%d %s is %s", (amount, code, text) => {
    expect(toMajorText(toMinorAmount(amount), code)).toBe(text)
  })

  it("never takes a payment of $1.06 for one of $106.00 or $0.01", () => {
    const paid = toMinorAmount(106)
    expect(Number(toMajorText(paid, "usd"))).toBe(1.06)
    expect(fromMajor(1.06, "usd")).toBe(106)
    expect(fromMajor(106, "usd")).toBe(10_600)
  })
})

describe("there and back", () => {
  it("keeps every amount of every currency", () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        expect(fromMajor(toMajorText(amount, code), code)).toBe(amount)
      })
    )
  })

  it("keeps what Medusa makes of the amount: its big numbers and their raw form", () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        const kept = new BigNumber(toMajorText(amount, code))
        expect(fromMajor(kept, code)).toBe(amount)
        const value = toMajorText(amount, code)
        expect(fromMajor({ value }, code)).toBe(amount)
      })
    )
  })

  it("counts on whole units only, whatever a binary fraction makes of them", () => {
    expect(fromMajor(0.1 + 0.2, "usd")).toBe(30)
    expect(fromMajor(1.005 * 1000, "usd")).toBe(100_500)
    expect(fromMajor("19.989999999999999999", "usd")).toBe(1_999)
    expect(fromMajor("20.000000000000000001", "usd")).toBe(2_000)
  })
})

describe("what is not an amount", () => {
  it.each([0.5, 1.06, NaN, Infinity, 2 ** 53])(
    "minor units are whole and safe to count with, not %d",
    (value) => {
      expect(() => toMinorAmount(value)).toThrow(RangeError)
    }
  )

  it.each([
    ["1.065", "usd"],
    ["10.5", "jpy"],
    ["1.2345", "kwd"],
    ["0.000001", "usd"],
    ["-1.065", "usd"],
  ])("%s %s has a part smaller than the smallest unit", (major, code) => {
    expect(() => fromMajor(major, code)).toThrow(RangeError)
  })
})

describe("minor units of a currency", () => {
  it.each([
    ["usd", 2],
    ["JPY", 0],
    ["jpy", 0],
    ["kwd", 3],
    ["BHD", 3],
    // Without a smaller unit in daily life, but with one at Stripe.
    ["isk", 2],
    ["ugx", 2],
    ["huf", 2],
    ["twd", 2],
  ])("%s has %d decimal places at Stripe", (code, places) => {
    expect(minorUnitExponent(code)).toBe(places)
  })
})

describe("for people", () => {
  it.each([
    [106, "usd", "$1.06"],
    [106, "jpy", "￥106"],
    [39_998, "cad", "$399.98"],
    [106, "xxx", "XXX 1.06"],
  ])("%d %s reads %s", (amount, code, text) => {
    expect(formatMoney({ minor: toMinorAmount(amount), currency: code })).toBe(
      text
    )
  })
})
