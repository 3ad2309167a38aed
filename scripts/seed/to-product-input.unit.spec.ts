import { catalog, findSellable } from "./catalog"
import { toProductInput } from "./to-product-input"

const home = {
  salesChannelId: "sc_1",
  shippingProfileId: "sp_1",
  categoryId: "pcat_1",
}

const inputOf = (sku: string) => toProductInput(findSellable(sku).style, home)

describe("a style as Medusa's product", () => {
  it("ties a suit to its four Stripe prices, and each of them to the number of pieces", () => {
    const { style } = findSellable("KCT-BLACK-40R-2P")
    expect(inputOf("KCT-BLACK-40R-2P").metadata).toEqual({
      legacy_product_id: style.legacyProductId,
      stripe_price_ids: {
        price_1BlackSuit2PieceUsd: { Type: "2-Piece" },
        price_1BlackSuit2PieceCad: { Type: "2-Piece" },
        price_1BlackSuit3PieceUsd: { Type: "3-Piece" },
        price_1BlackSuit3PieceCad: { Type: "3-Piece" },
      },
    })
  })

  it("ties any other style to its prices by an array", () => {
    expect(inputOf("KCT-BURGUNDY-TIE").metadata).toMatchObject({
      stripe_price_ids: [
        "price_1BurgundySilkTieUsd",
        "price_1BurgundySilkTieCad",
      ],
    })
  })

  it("ties every variant to its legacy row, and manages its stock", () => {
    for (const style of catalog) {
      const { variants } = toProductInput(style, home)
      expect(variants?.map(({ sku, metadata }) => [sku, metadata])).toEqual(
        style.variants.map(({ sku, legacyVariantId }) => [
          sku,
          { legacy_variant_id: legacyVariantId },
        ])
      )
      expect(variants?.every(({ manage_inventory }) => manage_inventory)).toBe(
        true
      )
    }
  })

  it("writes prices in major units, in both currencies", () => {
    const variant = inputOf("KCT-BLACK-40R-3P").variants?.find(
      ({ sku }) => sku === "KCT-BLACK-40R-3P"
    )
    expect(variant?.prices).toEqual([
      { currency_code: "usd", amount: 229.99 },
      { currency_code: "cad", amount: 309.99 },
    ])
  })

  it("gives every variant one value of each option, and keeps sizes in their order", () => {
    for (const style of catalog) {
      const { options, variants } = toProductInput(style, home)
      const titles = options?.map((option) =>
        "title" in option ? option.title : ""
      )
      for (const variant of variants ?? []) {
        expect(Object.keys(variant.options ?? {})).toEqual(titles)
      }
    }
    const [size] = inputOf("KCT-BLACK-OXFORD-9.5").options ?? []
    const ranks = size && "ranks" in size ? size.ranks : undefined
    expect(ranks?.["9.5"]).toBeLessThan(Number(ranks?.["10"]))
  })

  it("starts as a draft with the mark of an unfinished product", () => {
    expect(inputOf("KCT-BURGUNDY-TIE")).toMatchObject({
      status: "draft",
      external_id: "seed-unfinished",
    })
  })
})
