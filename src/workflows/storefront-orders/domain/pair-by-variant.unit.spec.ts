import fc from "fast-check"
import {
  catalogVariant,
  storefrontItem,
  toldItem,
} from "../../../../integration-tests/helpers/catalog-objects"
import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import { pairByVariant } from "./pair-by-variant"

const STYLES = ["suit", "shirt"]
const SIZES = ["38R", "40R"]

const variants = STYLES.flatMap((style) =>
  SIZES.map((size) =>
    catalogVariant({
      id: `variant_${style}_${size}`,
      sku: `${style}-${size}`,
      legacyVariantId: `old-${style}-${size}`,
      options: { Size: size },
      product: {
        id: `prod_${style}`,
        stripePrices: { [`price_${style}`]: {} },
        legacyProductId: style,
      },
    })
  )
)
const catalog = { variants }

const line = (style: string, quantity = 1) =>
  storefrontItem({ stripePriceId: `price_${style}`, quantity })

const pair = (
  items: ReturnType<typeof line>[],
  told: ToldItem[],
  hints: (ToldItem | null)[] = items.map(() => null)
) => pairByVariant(items, hints, told, catalog)

it.each<[string, (style: string) => Partial<ToldItem>]>([
  [
    "Medusa's variant",
    (style) => ({ medusaVariantId: `variant_${style}_40R` }),
  ],
  ["the legacy variant", (style) => ({ legacyVariantId: `old-${style}-40R` })],
  ["the SKU", (style) => ({ sku: `${style}-40R` })],
])("finds the lines of items that name nothing but %s", (_, name) => {
  const [suit, shirt] = [toldItem(name("suit")), toldItem(name("shirt"))]
  expect(pair([line("suit"), line("shirt")], [shirt, suit])).toEqual([
    suit,
    shirt,
  ])
})

it.each<[string, ReturnType<typeof line>[], Partial<ToldItem>[]]>([
  [
    "two lines may be the variant",
    [line("suit"), line("suit")],
    [{ sku: "suit-38R" }],
  ],
  [
    "two items may be the line's",
    [line("suit")],
    [{ sku: "suit-38R" }, { sku: "suit-40R" }],
  ],
  ["another quantity was sold", [line("suit", 2)], [{ sku: "suit-38R" }]],
  ["nobody has such a variant", [line("suit")], [{ sku: "suit-60L" }]],
])("finds none where %s", (_, items, told) => {
  expect(pair(items, told.map(toldItem))).toEqual(items.map(() => null))
})

it("gives an item of whose line the session leaves nothing open to nobody", () => {
  const items = [{ ...line("suit"), size: "38R" }]
  expect(pair(items, [toldItem({ sku: "suit-40R" })])).toEqual([null])
})

it("never changes what is known, and gives no item to two lines", () => {
  const items = fc.array(
    fc
      .tuple(fc.constantFrom(...STYLES), fc.constantFrom(1, 2))
      .map(([style, quantity]) => line(style, quantity)),
    { maxLength: 4 }
  )
  const told = fc.array(
    fc
      .record({
        sku: fc.option(fc.constantFrom("suit-38R", "shirt-40R", "none")),
        legacyVariantId: fc.option(fc.constantFrom("old-suit-40R", "gone")),
        quantity: fc.option(fc.constantFrom(1, 2)),
      })
      .map(toldItem),
    { maxLength: 5 }
  )
  fc.assert(
    fc.property(items, told, fc.nat(4), (sold, said, knownLines) => {
      const hints = sold.map((_, index) =>
        index < knownLines ? (said[index] ?? null) : null
      )
      const found = pair(sold, said, hints)
      expect(found).toHaveLength(sold.length)
      hints.forEach((hint, index) => {
        expect(hint === null || found[index] === hint).toBe(true)
      })
      const given = found.filter((one) => one !== null)
      expect(new Set(given).size).toBe(given.length)
    })
  )
})
