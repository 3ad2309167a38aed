import fc from "fast-check"
import {
  catalogVariant,
  storefrontItem,
  toldItem,
} from "../../../../integration-tests/helpers/catalog-objects"
import { matchItem } from "./match-item"
import { matchWithHint } from "./match-with-hint"

const SIZES = ["38R", "40R", "42L"]
const variants = SIZES.map((size) =>
  catalogVariant({
    id: `variant_${size}`,
    sku: `SUIT-${size}`,
    legacyVariantId: `old-${size}`,
    title: size,
    options: { Size: size },
    product: { stripePrices: { price_suit: {} } },
  })
)
const tie = catalogVariant({
  id: "variant_tie",
  sku: "TIE",
  legacyVariantId: "old-tie",
  title: "One Size",
  options: {},
  product: { id: "prod_tie", legacyProductId: "tie", stripePrices: {} },
})
const catalog = { variants: [...variants, tie] }

const suit = (overrides = {}) =>
  storefrontItem({ stripePriceId: "price_suit", ...overrides })

it.each([
  ["its size", { size: "40 Regular" }],
  ["its SKU", { sku: "suit-40r" }],
  ["its variant", { medusaVariantId: "variant_40R" }],
  ["its legacy variant", { legacyVariantId: "old-40R" }],
  [
    "an id that is none of Medusa's, but a legacy variant's",
    { medusaVariantId: "old-40R", legacyVariantId: "old-40R" },
  ],
  ["its product with the size", { medusaProductId: "prod_suit", size: "40R" }],
  [
    "its legacy product with the size",
    { productId: "suit-black", size: "40R" },
  ],
])("answers which size was sold, where the call says %s", (_, told) => {
  const { match } = matchWithHint(suit(), toldItem(told), catalog)
  expect(match).toMatchObject({
    kind: "matched",
    matchedBy: "storefront_call",
    variant: { id: "variant_40R" },
    confidence: "high",
    explanation: expect.stringContaining("in its call, not at the checkout"),
  })
})

it.each([
  ["another size", { size: "42L" }],
  ["another variant", { medusaVariantId: "variant_42L" }],
  ["another legacy variant", { legacyVariantId: "old-42L" }],
  [
    "another product of that size",
    { medusaProductId: "prod_tie", size: "40R" },
  ],
  ["another product's SKU", { sku: "TIE" }],
])(
  "does not let the call name %s where the checkout said the size",
  (_, told) => {
    const item = suit({ size: "40R" })
    expect(matchWithHint(item, toldItem(told), catalog)).toEqual({
      item,
      match: matchItem(item, catalog),
    })
  }
)

it("does not let the call name another style than was paid for", () => {
  const { match } = matchWithHint(suit(), toldItem({ sku: "TIE" }), catalog)
  expect(match.kind).toBe("ambiguous")
})

it("does not let the call name a variant of another size than was sold, where no variant has that size", () => {
  const item = suit({ size: "60L" })
  const told = toldItem({ medusaVariantId: "variant_40R" })
  expect(matchWithHint(item, told, catalog).match.kind).toBe("ambiguous")
})

it("takes Medusa's variant before a legacy one of the same id", () => {
  const other = catalogVariant({
    id: "variant_other",
    legacyVariantId: "variant_40R",
    title: "42L",
    options: { Size: "42L" },
    product: { stripePrices: { price_suit: {} } },
  })
  const told = toldItem({
    medusaVariantId: "variant_40R",
    legacyVariantId: "variant_40R",
  })
  const { match } = matchWithHint(suit(), told, {
    variants: [other, ...variants],
  })
  expect(match).toMatchObject({ variant: { id: "variant_40R" } })
})

it.each([
  ["legacy variant", { legacyVariantId: "old-tie" }],
  ["Medusa's product", { medusaProductId: "prod_tie" }],
  ["legacy product", { productId: "tie" }],
])("lets the call name by its %s what the session does not name", (_, told) => {
  const item = storefrontItem({ stripePriceId: "price_inline" })
  const { match } = matchWithHint(item, toldItem(told), catalog)
  expect(match).toMatchObject({ kind: "matched", variant: { id: tie.id } })
})

it("asks staff where a call's product comes in several sizes and it names none", () => {
  const told = toldItem({ medusaProductId: "prod_suit" })
  expect(matchWithHint(suit(), told, catalog).match.kind).toBe("ambiguous")
})

it("reads what a call of an earlier version has kept", () => {
  const { legacyVariantId: _, medusaProductId: __, ...kept } = toldItem()
  const { item } = matchWithHint(
    suit(),
    { ...kept, size: "40R" } as ReturnType<typeof toldItem>,
    catalog
  )
  expect(item.legacyVariantId).toBeNull()
})

it("lets the call name what the session names in no way we know", () => {
  const { match } = matchWithHint(
    storefrontItem({ stripePriceId: "price_inline", hasInlinePrice: true }),
    toldItem({ sku: "TIE" }),
    catalog
  )
  expect(match).toMatchObject({ kind: "matched", variant: { id: tie.id } })
})

it("never changes what the session determines, and only ever chooses of what it leaves open", () => {
  const maybe = <T extends string>(...values: T[]) =>
    fc.option(fc.constantFrom(...values))
  const items = fc.record({
    stripePriceId: maybe("price_suit", "price_other"),
    size: maybe(...SIZES, "60L"),
    sku: maybe("SUIT-40R", "TIE", "NONE"),
    legacyProductId: maybe("suit-black", "tie"),
    legacyVariantId: maybe("old-40R", "old-tie"),
  })
  const hints = fc.record({
    medusaVariantId: maybe("variant_38R", "variant_tie", "variant_gone"),
    size: maybe(...SIZES),
    sku: maybe("SUIT-42L", "TIE"),
    legacyVariantId: maybe("old-38R", "old-42L", "old-tie", "old-gone"),
    medusaProductId: maybe("prod_suit", "prod_tie", "prod_gone"),
    productId: maybe("suit-black", "tie"),
  })
  fc.assert(
    fc.property(items, hints, (said, told) => {
      const item = storefrontItem(said)
      const before = matchItem(item, catalog)
      const { match } = matchWithHint(item, toldItem(told), catalog)
      if (before.kind === "matched") {
        expect(match).toEqual(before)
      } else if (match.kind === "matched" && before.kind === "ambiguous") {
        expect(before.candidates).toContainEqual(match.variant)
      } else if (match.kind !== "matched") {
        expect(match).toEqual(before)
      }
    })
  )
})
