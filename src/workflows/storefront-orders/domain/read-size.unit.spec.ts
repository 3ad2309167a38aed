import fc from "fast-check"
import { colorInText, foldSize, piecesInText, sizeInText } from "./read-size"

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
    ["XXL", "2XL"],
    ["2XL", "2XL"],
    ["2X-Large", "2XL"],
    ["XX-Large", "2XL"],
    ["xxxl", "3XL"],
    ["XXS", "2XS"],
    ["Medium", "M"],
    ["X-Large", "XL"],
    ["Extra Large", "XL"],
    ["Small", "S"],
    ["40 Reg.", "40R"],
    ["40-R", "40R"],
    ["40–R", "40R"],
    ["Size: 40-Long", "40L"],
    ["16.5 34/35", "16.5/34-35"],
    ["16.5 34-35", "16.5/34-35"],
    ["16.5-34-35", "16.5/34-35"],
    ["16.5 x 34/35", "16.5/34-35"],
    ["16.5/34–35", "16.5/34-35"],
    ["16.5 (34/35)", "16.5/34-35"],
    ["16½ 34/35", "16.5/34-35"],
    ["16 1/2 34/35", "16.5/34-35"],
    ["16-1/2 / 34-35", "16.5/34-35"],
    ["16 / 34-35", "16/34-35"],
    ["17/36-37", "17/36-37"],
    ["10½", "10.5"],
    ["10 1/2", "10.5"],
    ["10.50", "10.5"],
    ["10.0", "10"],
    ["10", "10"],
    ["10,5", "10.5"],
    ["One Size", "ONESIZE"],
    ["one size fits all", "ONESIZE"],
    ["OS", "ONESIZE"],
    ["O/S", "ONESIZE"],
  ])("«%s» is %s", (text, size) => {
    expect(foldSize(text)).toBe(size)
  })

  it.each([
    ["N/A"],
    ["n/a"],
    ["NA"],
    [" N/A "],
    ["Size: N/A"],
    ["Not applicable"],
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
    ["10.5", "10"],
    ["100", "10"],
    ["16.5/34-35", "16/34-35"],
    ["16.5/34-35", "16.5/32-33"],
    ["11/2", "1.5"],
    ["XL", "L"],
    ["XXL", "XL"],
    ["40R", "40Rx"],
  ])("«%s» is not «%s»", (one, other) => {
    expect(foldSize(one)).not.toBe(foldSize(other))
  })

  it("is composed after it was capitalized: «ΰ» is two characters as a capital", () => {
    expect(foldSize("\u03b0")).toBe("\u03ab\u0301")
  })

  const space = fc.constantFrom("", " ", "  ", "\u00a0")
  const label = fc.constantFrom("", "Size: ", "size:", "SIZE : ")
  const suit = fc
    .record({
      chest: fc.integer({ min: 30, max: 60 }),
      length: fc.constantFrom("Short", "Regular", "Long"),
      write: fc.constantFrom(
        (word: string) => word,
        (word: string) => word.toUpperCase(),
        (word: string) => word.charAt(0),
        (word: string) => word.charAt(0).toLowerCase()
      ),
      space,
    })
    .map(({ chest, length, write, space }) => ({
      written: `${chest}${space}${write(length)}`,
      folded: `${chest}${length.charAt(0)}`,
    }))
  const shirt = fc
    .record({
      neck: fc.constantFrom<[string, string][]>(
        ["15", "15"],
        ["15.5", "15.5"],
        ["16½", "16.5"],
        ["17 1/2", "17.5"]
      ),
      sleeve: fc.integer({ min: 30, max: 38 }),
      between: fc.constantFrom("/", " / ", " ", " x "),
      dash: fc.constantFrom("-", "–", "/", " - "),
    })
    .map(({ neck: [written, folded], sleeve, between, dash }) => ({
      written: `${written}${between}${sleeve}${dash}${sleeve + 1}`,
      folded: `${folded}/${sleeve}-${sleeve + 1}`,
    }))

  it("is the same size however it is written, and folds no further", () => {
    const size = fc.oneof(suit, shirt)
    fc.assert(
      fc.property(label, space, size, (before, after, { written, folded }) => {
        expect(foldSize(`${before}${written}${after}`)).toBe(folded)
        expect(foldSize(folded)).toBe(folded)
      }),
      { numRuns: 2_000 }
    )
  })

  it("whatever is written, reading it does not fail", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(["string", "object"]).toContain(typeof foldSize(text))
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
    ["Size: 40R Color: Navy", "40R"],
    ["Size: 40R.", "40R"],
    ["Size: 10.5", "10.5"],
    ["Size: 40 - Regular", "40 - Regular"],
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

describe("a colour that a text names", () => {
  it.each([
    ["Slim suit, Size: 40R, Color: Navy Blue", "Navy Blue"],
    ["Colour : Light Grey | Size: 40R", "Light Grey"],
    ["Color: Navy Size: 40R", "Navy"],
    ["Multicolor: yes", null],
    ["Navy suit", null],
    [null, null],
  ])("%j names %j", (text, color) => {
    expect(colorInText(text)).toBe(color)
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
