import {
  catalog,
  catalogCategories,
  findSellable,
  stripeCatalog,
} from "./catalog"
import { suitSizes } from "./catalog-sizes"

const variants = catalog.flatMap((style) => style.variants)
const tiers = catalog.flatMap((style) => style.tiers)

const duplicatesOf = (values: string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index)

describe("the demo catalogue", () => {
  it("has at least fourteen styles, and some in every category", () => {
    expect(catalog.length).toBeGreaterThanOrEqual(14)
    for (const category of catalogCategories) {
      expect(
        catalog.filter((style) => style.category === category).length
      ).toBeGreaterThanOrEqual(2)
    }
  })

  it.each([
    ["handle", catalog.map(({ handle }) => handle)],
    [
      "legacy product id",
      catalog.map(({ legacyProductId }) => legacyProductId),
    ],
    [
      "Stripe product id",
      catalog.map(({ stripeProductId }) => stripeProductId),
    ],
    [
      "Stripe price id",
      tiers.flatMap(({ stripePriceIds }) => Object.values(stripePriceIds)),
    ],
    ["SKU", variants.map(({ sku }) => sku)],
    [
      "legacy variant id",
      variants.map(({ legacyVariantId }) => legacyVariantId),
    ],
  ])("gives no %s twice", (_, values) => {
    expect(values.length).toBeGreaterThan(0)
    expect(duplicatesOf(values)).toEqual([])
  })

  it("describes every style in one sentence", () => {
    for (const { description } of catalog) {
      expect(description).toMatch(/^[A-Z][^.]+\.$/)
    }
  })

  it("writes prices with two decimals at most, and above zero", () => {
    for (const { price } of tiers) {
      for (const amount of [price.usd, price.cad]) {
        expect(amount).toBeGreaterThan(0)
        expect(Number(amount.toFixed(2))).toBe(amount)
      }
    }
  })

  it("sells every suit in twenty-nine sizes from 34S to 54L, each in two and three pieces", () => {
    expect(suitSizes).toHaveLength(29)
    expect([suitSizes[0], suitSizes[28]]).toEqual(["34S", "54L"])
    for (const suit of catalog.filter(({ category }) => category === "Suits")) {
      const sold = suit.variants.map(
        ({ options }) => `${options.Size} ${options.Type}`
      )
      const complete = suitSizes.flatMap((size) => [
        `${size} 2-Piece`,
        `${size} 3-Piece`,
      ])
      expect(sold.sort()).toEqual(complete.sort())
    }
  })

  it("offers shoes in halves from 8 to 13, and shirts by collar and sleeve", () => {
    const shoe = catalog.find(({ category }) => category === "Shoes")
    const shirt = catalog.find(({ category }) => category === "Shirts")
    expect(shoe?.variants.map(({ options }) => options.Size)).toEqual(
      "8 8.5 9 9.5 10 10.5 11 11.5 12 12.5 13".split(" ")
    )
    expect(shirt?.variants.map(({ options }) => options.Size)).toContain(
      "16.5/34-35"
    )
  })

  it("opens with sizes that are sold out, sizes down to the last piece, and sizes to spare", () => {
    const stocks = variants.map(({ stock }) => stock)
    expect(stocks.every((stock) => Number.isInteger(stock) && stock >= 0)).toBe(
      true
    )
    expect(stocks.filter((stock) => stock === 0).length).toBeGreaterThan(10)
    expect(stocks.filter((stock) => stock === 1).length).toBeGreaterThan(10)
    expect(new Set(stocks).size).toBeGreaterThan(8)
  })

  it("keeps ids, SKUs and stock the same from one release to the next", () => {
    expect(findSellable("KCT-BURGUNDY-38R-2P").legacyVariantId).toBe(
      "643142e5-acda-8002-9cc7-7a783b1331b9"
    )
    expect(findSellable("KCT-NAVY-40R-3P").variant.stock).toBe(11)
  })
})

describe("findSellable", () => {
  it("names a suit as the storefront's line does, with its own price", () => {
    const twoPiece = findSellable("KCT-BLACK-40R-2P")
    const threePiece = findSellable("KCT-BLACK-40R-3P")
    expect(twoPiece).toMatchObject({
      name: "Black Suit (2-Piece)",
      size: "40R",
      color: "Black",
      unitAmount: 19999,
      unitAmountCad: 26999,
    })
    expect(threePiece).toMatchObject({
      name: "Black Suit (3-Piece)",
      unitAmount: 22999,
    })
    expect(threePiece.stripePriceId).not.toBe(twoPiece.stripePriceId)
  })

  it("gives no size where the storefront offers no choice", () => {
    expect(findSellable("KCT-BURGUNDY-TIE")).toMatchObject({
      name: "Burgundy Silk Tie",
      size: null,
    })
  })

  it("names the SKU that it does not know", () => {
    expect(() => findSellable("KCT-PINK-99X")).toThrow(/"KCT-PINK-99X"/)
  })
})

describe("stripeCatalog", () => {
  const { products, prices } = stripeCatalog()

  it("has a product for every style, and two prices in each currency for a suit", () => {
    expect(products).toHaveLength(catalog.length)
    for (const style of catalog) {
      const own = prices.filter(
        ({ product }) => product === style.stripeProductId
      )
      const each = style.category === "Suits" ? 2 : 1
      expect(own.filter(({ currency }) => currency === "usd")).toHaveLength(
        each
      )
      expect(own.filter(({ currency }) => currency === "cad")).toHaveLength(
        each
      )
    }
  })

  it("writes amounts in minor units", () => {
    for (const style of catalog) {
      for (const tier of style.tiers) {
        const price = prices.find(({ id }) => id === tier.stripePriceIds.usd)
        expect(price?.unit_amount).toBe(
          Number(tier.price.usd.toFixed(2).replace(".", ""))
        )
      }
    }
  })

  it("uses only characters that Stripe's ids have", () => {
    for (const { id } of [...products, ...prices]) {
      expect(id).toMatch(/^(prod|price)_[A-Za-z0-9]+$/)
    }
  })
})
