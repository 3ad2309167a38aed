import {
  catalogVariant,
  storefrontItem,
} from "../../../../integration-tests/helpers/catalog-objects"
import type { CatalogVariant } from "./catalog-snapshot"
import { type ItemMatch, matchItem } from "./match-item"
import type { StorefrontItem } from "./storefront-item"

const PRICES = {
  price_2p: { Type: "2-Piece" },
  price_3p: { Type: "3-Piece" },
  price_any: {},
}

const PIECES = { "2P": "2-Piece", "3P": "3-Piece" }

/** One suit: three sizes, each as two and as three pieces. */
const SUIT = ["38R", "40R", "40S"].flatMap((size) =>
  Object.entries(PIECES).map(([short, Type]) =>
    catalogVariant({
      id: `${size}-${short}`,
      sku: `SUIT-BLACK-${size}-${short}`,
      options: { Size: size, Type },
      product: { stripePrices: PRICES },
    })
  )
)

const TIE = catalogVariant({
  id: "tie",
  sku: "TIE-RED",
  options: {},
  product: {
    id: "prod_tie",
    stripePrices: { price_tie: {} },
    legacyProductId: "tie-red",
  },
})

const OWN_PRICE = catalogVariant({
  id: "belt",
  sku: null,
  options: { Size: "M" },
  stripePriceId: "price_belt",
  product: { id: "prod_belt", stripePrices: {}, legacyProductId: "belt" },
})

function match(
  item: Partial<StorefrontItem>,
  variants: readonly CatalogVariant[] = [...SUIT, TIE, OWN_PRICE]
): ItemMatch {
  return matchItem(storefrontItem(item), { variants })
}

/** «40R-2P by sku», or «ambiguous: 40R-2P, 40R-3P», or «unmatched». */
function said(found: ItemMatch): string {
  switch (found.kind) {
    case "matched":
      return `${found.variant.id} by ${found.matchedBy}`
    case "ambiguous":
      return `ambiguous: ${found.candidates.map(({ id }) => id).join(", ")}`
    case "unmatched":
      return found.kind
  }
}

describe("what a line is, by the first name that leads to one variant", () => {
  const everything = {
    medusaVariantId: "38R-2P",
    sku: "SUIT-BLACK-40R-2P",
    stripePriceId: "price_belt",
    legacyProductId: "tie-red",
  }

  it.each<[string, Partial<StorefrontItem>, string]>([
    ["the variant's id before all", everything, "38R-2P by medusa_variant_id"],
    ["then the SKU", { ...everything, medusaVariantId: null }, "40R-2P by sku"],
    [
      "then a price that is one size's own",
      { ...everything, medusaVariantId: null, sku: null },
      "belt by stripe_price",
    ],
    [
      "then the style's price with the size",
      { stripePriceId: "price_2p", legacyProductId: "tie-red", size: "40R" },
      "40R-2P by stripe_price_and_size",
    ],
    [
      "then the legacy product with the size",
      { legacyProductId: "suit-black", size: "40R", pieces: "3-Piece" },
      "40R-3P by legacy_product_and_size",
    ],
    [
      "an id that is gone hides no other name",
      { ...everything, medusaVariantId: "variant_gone" },
      "40R-2P by sku",
    ],
    [
      "a SKU that the storefront made up hides no other name",
      {
        sku: "suit-black-Black-40R",
        stripePriceId: "price_2p",
        size: "40R",
      },
      "40R-2P by stripe_price_and_size",
    ],
    [
      "a price nobody knows hides no other name",
      { stripePriceId: "price_gone", legacyProductId: "tie-red" },
      "tie by legacy_product_and_size",
    ],
  ])("%s", (_, item, expected) => {
    expect(said(match(item))).toBe(expected)
  })
})

describe("F24: the SKU", () => {
  it.each([
    "SUIT-BLACK-40R-2P",
    "suit-black-40r-2p",
    " SUIT-BLACK-40R-2P ",
    "SUIT-BLACK- 40R-2P",
    "ＳＵＩＴ-BLACK-４０Ｒ-2P",
    "SUIT BLACK 40R 2P",
    "SUIT_BLACK_40R_2P",
    "SUIT–BLACK\u201140R−2P",
  ])("«%s» is found whatever its case, spacing and Unicode form", (sku) => {
    expect(said(match({ sku }))).toBe("40R-2P by sku")
  })

  it("the exact one wins over one that only reads alike", () => {
    const alike = ["tie-1", "TIE-1"].map((sku) =>
      catalogVariant({ id: sku, sku })
    )
    expect(said(match({ sku: "TIE-1" }, alike))).toBe("TIE-1 by sku")
    expect(said(match({ sku: "Tie-1" }, alike))).toBe("ambiguous: tie-1, TIE-1")
  })

  it.each([
    "SUIT-BLACK-40R",
    "SUIT-BLACK-40R-2PX",
    "SUIT-BLACK-4-0R-2P",
    "SUITBLACK40R2P",
    "",
  ])("«%s» is not taken for one that begins alike", (sku) => {
    expect(said(match({ sku }))).toBe("unmatched")
  })
})

describe("the size, where one price stands for a style", () => {
  it.each([
    ["a price that fixes the type leaves the size", "price_2p", null, "40R-2P"],
    ["the other price is the other type", "price_3p", null, "40R-3P"],
    [
      "a price that fixes nothing leaves both",
      "price_any",
      "3-Piece",
      "40R-3P",
    ],
  ])("%s", (_, stripePriceId, pieces, variant) => {
    expect(said(match({ stripePriceId, pieces, size: "40 Regular" }))).toBe(
      `${variant} by stripe_price_and_size`
    )
  })

  it("a style of one variant needs no size", () => {
    expect(said(match({ stripePriceId: "price_tie" }))).toBe(
      "tie by stripe_price_and_size"
    )
  })

  it("«N/A» is no size", () => {
    expect(said(match({ stripePriceId: "price_tie", size: "N/A" }))).toBe(
      "tie by stripe_price_and_size"
    )
  })
})

describe("nothing is guessed: staff are asked, with what it may be", () => {
  it.each<[string, Partial<StorefrontItem>, string, string]>([
    [
      "no size named",
      { stripePriceId: "price_2p" },
      "ambiguous: 38R-2P, 40R-2P, 40S-2P",
      "named none",
    ],
    [
      "a size the style does not have",
      { stripePriceId: "price_2p", size: "60L" },
      "ambiguous: 38R-2P, 40R-2P, 40S-2P",
      "No variant of the style is size «60L»",
    ],
    [
      "a size of two types",
      { stripePriceId: "price_any", size: "40R" },
      "ambiguous: 40R-2P, 40R-3P",
      "several numbers of pieces",
    ],
    [
      "pieces that contradict the price",
      { stripePriceId: "price_2p", size: "40R", pieces: "3-Piece" },
      "ambiguous: 38R-2P, 40R-2P, 40S-2P",
      "No variant of the style is size «40R», 3-Piece",
    ],
    [
      "a size for a style that has none",
      { stripePriceId: "price_tie", size: "40R" },
      "ambiguous: tie",
      "No variant of the style is size «40R»",
    ],
    [
      "a legacy product without a size",
      { legacyProductId: "suit-black" },
      "ambiguous: 38R-2P, 38R-3P, 40R-2P, 40R-3P, 40S-2P, 40S-3P",
      "named none",
    ],
  ])("%s", (_, item, expected, reason) => {
    const found = match(item)
    expect(said(found)).toBe(expected)
    expect(found).toHaveProperty("reason", expect.stringContaining(reason))
  })

  it("F23: a price that two sizes call their own is asked about, unless the size is said", () => {
    const two = ["38R", "40R"].map((Size) =>
      catalogVariant({
        id: Size,
        sku: null,
        stripePriceId: "price_x",
        options: { Size },
      })
    )
    const item = { stripePriceId: "price_x" }
    expect(said(match(item, two))).toBe("ambiguous: 38R, 40R")
    expect(said(match({ ...item, size: "40 R" }, two))).toBe(
      "40R by stripe_price_and_size"
    )
  })

  it.each<[string, Partial<StorefrontItem>]>([
    ["nothing but a name", { name: "Black Suit, Size: 40R", size: "40R" }],
    ["an item nobody knows (F21)", { stripePriceId: "price_9", sku: "X" }],
    ["empty names", { sku: "", stripePriceId: "", legacyProductId: "" }],
  ])("%s is not matched", (_, item) => {
    expect(said(match(item))).toBe("unmatched")
  })

  it("an empty catalogue matches nothing", () => {
    expect(said(match({ medusaVariantId: "38R-2P" }, []))).toBe("unmatched")
  })
})
