import fc from "fast-check"
import { storefrontItem } from "../../../../integration-tests/helpers/catalog-objects"
import { itemKey } from "./item-key"
import type { StorefrontItem } from "./storefront-item"

const SUIT: Partial<StorefrontItem> = {
  name: "Black Suit (2-Piece)",
  stripePriceId: "price_1",
  legacyProductId: "suit-black",
  sku: "suit-black-Black-40R",
  size: "40R",
  color: "Black",
  pieces: "2-Piece",
}

function keyOf(item: Partial<StorefrontItem>): string {
  return itemKey(storefrontItem({ ...SUIT, ...item }))
}

describe("what the storefront calls an item", () => {
  it.each<[string, Partial<StorefrontItem>]>([
    ["the case of the name", { name: "BLACK SUIT (2-piece)" }],
    ["its spacing", { name: " Black  Suit\u00a0(2-Piece) " }],
    ["its Unicode form", { name: "Ｂlack Suit (2-Piece)" }],
    ["another way to write the size", { size: "Size: 40 Regular" }],
    ["the case of the colour", { color: " BLACK" }],
    ["how many are sold", { quantity: 3 }],
    ["which line it was", { lineItemId: "li_2" }],
    ["a made-up SKU, where the price names it", { sku: "SUIT-1" }],
    ["the product's id, where the price names it", { legacyProductId: null }],
    ["a variant that is gone", { medusaVariantId: "variant_gone" }],
  ])("is the same whatever %s", (_, item) => {
    expect(keyOf(item)).toBe(keyOf({}))
  })

  it.each<[string, Partial<StorefrontItem>]>([
    ["size", { size: "42R" }],
    ["size: none", { size: "N/A" }],
    ["colour", { color: "Navy" }],
    ["pieces", { pieces: "3-Piece" }],
    ["price", { stripePriceId: "price_2" }],
    ["name", { name: "Black Tuxedo (2-Piece)" }],
  ])("differs with the %s", (_, item) => {
    expect(keyOf(item)).not.toBe(keyOf({}))
  })

  it("is the same for each price that was made for one session", () => {
    const inline = { hasInlinePrice: true }
    expect(keyOf({ ...inline, stripePriceId: "price_a" })).toBe(
      keyOf({ ...inline, stripePriceId: "price_b" })
    )
  })

  it.each<[string, Partial<StorefrontItem>]>([
    ["product", { legacyProductId: "suit-navy" }],
    ["SKU, where there is no product", { legacyProductId: null, sku: "X" }],
  ])("without a catalogue price differs with the %s", (_, item) => {
    const inline = { hasInlinePrice: true }
    expect(keyOf({ ...inline, ...item })).not.toBe(keyOf(inline))
  })

  it("mistakes no id for another kind of id", () => {
    const [product, sku] = [
      { legacyProductId: "x", sku: null },
      { legacyProductId: null, sku: "x" },
    ].map((item) => keyOf({ stripePriceId: null, ...item }))
    expect(product).not.toBe(sku)
  })
})

describe("whatever the storefront writes", () => {
  const text = fc.option(fc.string({ unit: "grapheme", maxLength: 12 }))
  const item = fc.record({
    name: fc.string({ unit: "grapheme", maxLength: 12 }),
    stripePriceId: text,
    hasInlinePrice: fc.boolean(),
    legacyProductId: text,
    sku: text,
    color: text,
  })

  it("case and spacing of the words do not count", () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-z0-9.-]{1,6}$/), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(item, words, words, (ids, name, color) => {
        const plain = { ...ids, name: name.join(" "), color: color.join(" ") }
        const shouted = {
          ...ids,
          name: ` ${name.join(" \t ").toUpperCase()}\n`,
          color: ` ${color.join("\u00a0").toUpperCase()} `,
        }
        expect(keyOf(shouted)).toBe(keyOf(plain))
      })
    )
  })

  it("two sizes are never one item", () => {
    const size = fc.tuple(
      fc.integer({ min: 34, max: 54 }),
      fc.constantFrom("S", "R", "L")
    )
    fc.assert(
      fc.property(item, size, size, (ids, one, other) => {
        fc.pre(one.join("") !== other.join(""))
        expect(keyOf({ ...ids, size: one.join(" ") })).not.toBe(
          keyOf({ ...ids, size: other.join("") })
        )
      })
    )
  })
})
