import fc from "fast-check"
import { storable } from "./storable-text"

describe("storable", () => {
  it("replaces what PostgreSQL would refuse, at any depth", () => {
    expect(
      storable({ name: "Jo\u0000e", lines: [{ title: "half \uD83D pair" }] })
    ).toEqual({ name: "Jo\uFFFDe", lines: [{ title: "half \uFFFD pair" }] })
  })

  it("replaces it in names of fields too", () => {
    expect(storable({ "gift\u0000": "yes" })).toEqual({ "gift\uFFFD": "yes" })
  })

  it("leaves everything else as it is, 4-byte characters included", () => {
    const value = { a: "Łódź 👔", b: 1, c: null, d: [true, 0.5], e: {} }

    expect(storable(value)).toEqual(value)
  })

  it("makes any JSON storable", () => {
    // Code units, not characters: halves of surrogate pairs among them.
    const stringUnit = fc
      .integer({ min: 0, max: 0xffff })
      .map((unit) => String.fromCharCode(unit))
    const storableText = (text: string) =>
      text.isWellFormed() && !text.includes("\u0000")

    fc.assert(
      fc.property(fc.jsonValue({ stringUnit }), (value) => {
        JSON.stringify(storable(value), (key, field: unknown) => {
          expect(storableText(key)).toBe(true)
          expect(typeof field !== "string" || storableText(field)).toBe(true)
          return field
        })
      })
    )
  })
})
