import type { PushOutcome } from "../../../modules/supabase-sync/types"
import { sumUpPush } from "./sum-up-push"

const PRODUCT_OF = new Map([["variant_1", "prod_1"]])

function sumUp(own: PushOutcome | null, style: PushOutcome | null) {
  return sumUpPush(["variant_1"], PRODUCT_OF, {
    sellables: new Map(own ? [["variant_1", own]] : []),
    styles: new Map(style ? [["prod_1", style]] : []),
  })
}

describe("what came of a push", () => {
  it.each<[PushOutcome | null, PushOutcome | null, PushOutcome]>([
    ["written", "written", "written"],
    ["written", "superseded", "written"],
    ["written", "not_found", "written"],
    ["written", null, "written"],
    ["written", "refused", "refused"],
    ["superseded", "refused", "superseded"],
    ["not_found", "refused", "not_found"],
    ["refused", "written", "refused"],
    [null, "written", "not_found"],
  ])("a variant %s of a style %s counts as %s", (own, style, outcome) => {
    expect(sumUp(own, style).pushed).toEqual([
      { variantId: "variant_1", outcome },
    ])
  })

  it("names the styles that have no row, and no others", () => {
    expect(sumUp("written", "not_found").stylesNotFound).toEqual(["prod_1"])
    expect(sumUp("written", "refused").stylesNotFound).toEqual([])
    expect(sumUp("not_found", null).stylesNotFound).toEqual([])
  })

  it("does not take a variant that is gone for one of a style", () => {
    const { pushed } = sumUpPush(["gone"], PRODUCT_OF, {
      sellables: new Map([["gone", "written"]]),
      styles: new Map([["prod_1", "refused"]]),
    })
    expect(pushed).toEqual([{ variantId: "gone", outcome: "written" }])
  })
})
