import { DemoError } from "./demo-error"
import { findItem, nearestSkus } from "./find-item"

describe("finding what a customer buys", () => {
  it("finds a size whatever the case of its SKU", () => {
    expect(findItem("kct-burgundy-38r-2p").variant.sku).toBe(
      "KCT-BURGUNDY-38R-2P"
    )
  })

  it("names the SKUs most like an unknown one", () => {
    expect(nearestSkus("KCT-BURGUNDY-38R").slice(0, 2)).toEqual([
      "KCT-BURGUNDY-38R-2P",
      "KCT-BURGUNDY-38R-3P",
    ])
    expect(() => findItem("KCT-BLACK-BOWTIE")).toThrow("KCT-BLACK-BOW")
    expect(() => findItem("nothing like it")).toThrow(DemoError)
  })
})
