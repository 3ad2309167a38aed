import fc from "fast-check"
import { foldSize, piecesInText, sizeInText } from "./read-size"

describe("a size as people write it", () => {
  it.each([
    ["40R", "40R"],
    ["40r", "40R"],
    [" 40R ", "40R"],
    ["40 R", "40R"],
    ["40\tR", "40R"],
    ["40 Regular", "40R"],
    ["40 REGULAR", "40R"],
    ["40Regular", "40R"],
    ["40-Regular", "40R"],
    ["40 - Regular", "40R"],
    ["40 Reg", "40R"],
    ["40Reg", "40R"],
    ["Size: 40R", "40R"],
    ["size:40 regular", "40R"],
    ["SIZE : 40 R", "40R"],
    ["４０Ｒ", "40R"],
    ["40\u00a0Regular", "40R"],
    ["34 Short", "34S"],
    ["34S", "34S"],
    ["54 Long", "54L"],
    ["54 long", "54L"],
    ["54L", "54L"],
    ["16.5 / 34-35", "16.5/34-35"],
    ["16.5/34-35", "16.5/34-35"],
    ["15.5 / 32 - 33", "15.5/32-33"],
    ["10.5", "10.5"],
    ["xl", "XL"],
    ["XXL", "XXL"],
    ["2XL", "2XL"],
    ["One Size", "ONESIZE"],
  ])("«%s» is %s", (text, size) => {
    expect(foldSize(text)).toBe(size)
  })

  it.each([
    ["N/A"],
    ["n/a"],
    ["NA"],
    [" N/A "],
    ["Size: N/A"],
    ["none"],
    ["None"],
    ["null"],
    ["undefined"],
    ["-"],
    ["--"],
    [""],
    ["  "],
    ["Size:"],
    [null],
    [undefined],
  ])("%j is no size", (text) => {
    expect(foldSize(text)).toBeNull()
  })

  it.each([
    ["40R", "40S"],
    ["40R", "40L"],
    ["40R", "42R"],
    ["40R", "40"],
    ["Long", "L"],
    ["Short", "S"],
    ["Regular", "R"],
    ["16.5/34-35", "16.5/34"],
    ["10.5", "105"],
    ["40R", "40Rx"],
  ])("«%s» is not «%s»", (one, other) => {
    expect(foldSize(one)).not.toBe(foldSize(other))
  })

  it("is composed after it was capitalized: «ΰ» is two characters as a capital", () => {
    expect(foldSize("\u03b0")).toBe("\u03ab\u0301")
  })

  it("folds what is folded no further, in the characters that a keyboard has", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = foldSize(text)
        fc.pre(once !== null && foldSize(once) !== null)
        expect(foldSize(once)).toBe(once)
      })
    )
  })
})

describe("a size that a text names", () => {
  it.each([
    ["Slim suit, Size: 40R, Color: Navy", "40R"],
    ["Slim suit (Size: 40R)", "40R"],
    ["Size: 40R", "40R"],
    ["size:40 Regular | Navy", "40 Regular"],
    ["Suit\nSize: 16.5 / 34-35\nNavy", "16.5 / 34-35"],
    ["Suit; Size : XL; Navy", "XL"],
    ["Slim suit 40R", null],
    ["Oversize: 40R", null],
    ["One size fits all", null],
    ["Size:", null],
    ["", null],
    [null, null],
    [undefined, null],
  ])("%j names %j", (text, size) => {
    expect(sizeInText(text)).toBe(size)
  })
})

describe("the pieces that a text names", () => {
  it.each([
    ["Black Suit (2-Piece)", "2-Piece"],
    ["Black Suit (3-Piece)", "3-Piece"],
    ["Black Suit, 2 piece", "2-Piece"],
    ["Black Suit 3 Pieces", "3-Piece"],
    ["Black Suit 2pc", "2-Piece"],
    ["Black Suit 3 pcs", "3-Piece"],
    ["Black Suit", null],
    ["Set of 12 pieces", null],
    ["4-Piece place setting", null],
    ["2-Pieced", null],
    ["", null],
    [undefined, null],
  ])("%j names %j", (text, pieces) => {
    expect(piecesInText(text)).toBe(pieces)
  })
})
