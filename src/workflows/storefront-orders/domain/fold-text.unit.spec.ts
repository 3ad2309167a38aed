import fc from "fast-check"
import { coarseSku } from "./coarse-sku"
import { foldText, sameSku } from "./fold-text"

describe("two SKUs that read alike (F24)", () => {
  it.each([
    ["KCT-NAVY-40R-2P", "kct-navy-40r-2p"],
    ["KCT-NAVY-40R-2P", " KCT-NAVY- 40R-2P\n"],
    ["KCT-NAVY-40R-2P", "KCT-NAVY-40 R-2P"],
    ["KCT-LIGHT GREY-40R-2P", "KCT-LIGHT-GREY-40R-2P"],
    ["KCT-LIGHT GREY-40R-2P", "kct_light_grey_40r_2p"],
    ["KCT-LIGHT GREY-40R-2P", "KCT-LIGHTGREY-40R-2P"],
    ["KCT-NAVY-40R", "ＫＣＴ－ＮＡＶＹ－４０Ｒ"],
    ["KCT-NAVY-40R", "KCT–NAVY−40R"],
    ["CAFÉ-40R", "cafe\u0301-40r"],
  ])("«%s» and «%s» are one", (one, other) => {
    expect(sameSku(one, other)).toBe(true)
    expect(sameSku(other, one)).toBe(true)
  })

  it.each([
    ["KCT-NAVY-40R-2P", "KCT-NAVY-40R-3P"],
    ["M396-5", "M39-65"],
    ["M396-5", "M3965"],
    ["KCT-NAVY-40R", "KCT-NAVY-40RL"],
    ["CAFÉ-40R", "CAFE-40R"],
  ])("«%s» and «%s» are two", (one, other) => {
    expect(sameSku(one, other)).toBe(false)
  })

  it("are found by the coarser fold that the database can do", () => {
    const part = fc.stringMatching(/^[A-Za-z0-9]{1,5}$/)
    const between = fc.constantFrom("-", " ", " - ", "_", "–", "\u2011", "")
    const sku = fc
      .array(fc.tuple(part, between), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.flat().join(""))
    fc.assert(
      fc.property(sku, sku, (one, other) => {
        for (const alike of [one.toLowerCase(), other, ` ${one}`]) {
          if (sameSku(one, alike)) {
            expect(coarseSku(alike)).toBe(coarseSku(one))
          }
        }
      })
    )
  })
})

describe("a text folded for comparing", () => {
  it.each([
    ["Navy  Blue ", "navy blue"],
    ["NAVY\u00a0BLUE", "navy blue"],
    ["Rosé", "rose\u0301".toUpperCase()],
    ["Weiß", "WEISS"],
    ["WEIẞ", "weiß"],
    ["ΣΟΦΟΣ", "σοφος"],
  ])("«%s» is «%s»", (one, other) => {
    expect(foldText(one)).toBe(foldText(other))
  })

  it.each([
    ["Navy", "Navy Blue"],
    ["Rosé", "Rose"],
    ["navyblue", "navy blue"],
  ])("«%s» is not «%s»", (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other))
  })
})
