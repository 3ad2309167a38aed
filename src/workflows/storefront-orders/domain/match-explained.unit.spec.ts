import {
  catalogVariant,
  storefrontItem,
} from "../../../../integration-tests/helpers/catalog-objects"
import type { CatalogVariant } from "./catalog-snapshot"
import { itemKey } from "./item-key"
import { matchItem } from "./match-item"
import type { StorefrontItem } from "./storefront-item"

const PRICES = { price_2p: { " TYPE ": "2-piece" }, price_any: {} }

/** A suit in two sizes, two numbers of pieces and two colours, its options titled as it happens. */
const SUIT = ["38R", "40R"].flatMap((size) =>
  ["2 Piece", "3 Piece"].flatMap((type) =>
    ["Black", "Navy Blue"].map((COLOUR) =>
      catalogVariant({
        id: `${size}-${type[0] ?? ""}P-${COLOUR[0] ?? ""}`,
        title: [size, type, COLOUR].join(" / "),
        sku: `${size}-${type[0] ?? ""}P-${COLOUR[0] ?? ""}`,
        options: { size, Type: type.replace(" ", "-"), COLOUR },
        product: { stripePrices: PRICES },
      })
    )
  )
)

const TIE = catalogVariant({
  id: "tie",
  title: "One Size",
  sku: "TIE",
  options: { Size: "One Size" },
  product: {
    id: "prod_tie",
    title: "Red Tie",
    stripePrices: { price_tie: {} },
  },
})

function match(
  item: Partial<StorefrontItem>,
  staffChoices: Record<string, string> = {},
  variants: readonly CatalogVariant[] = [...SUIT, TIE]
) {
  return matchItem(storefrontItem(item), { variants, staffChoices })
}

function chosenFor(item: Partial<StorefrontItem>, variant: string) {
  return { [itemKey(storefrontItem(item))]: variant }
}

describe("a match says how sure it is, and why", () => {
  it.each<[string, Partial<StorefrontItem>, object]>([
    [
      "the variant's id",
      { medusaVariantId: "38R-2P-B" },
      {
        confidence: "certain",
        explanation: "The storefront named the variant by its id",
      },
    ],
    [
      "the SKU as it is",
      { sku: "40R-2P-N" },
      {
        confidence: "certain",
        explanation: "The storefront named the SKU «40R-2P-N»",
      },
    ],
    [
      "a SKU that reads alike",
      { sku: "40r 2p n" },
      {
        confidence: "high",
        explanation:
          "The storefront's SKU «40r 2p n» is «40R-2P-N» but for case, spacing or the form of its characters",
      },
    ],
    [
      "a style with words",
      { stripePriceId: "price_2p", size: "40 R", color: "navy blue" },
      {
        confidence: "high",
        explanation:
          "The Stripe price is «Black Suit», and only «40R / 2 Piece / Navy Blue» of it is size «40 R», «navy blue»",
      },
    ],
    [
      "a style of one variant",
      { stripePriceId: "price_tie" },
      {
        confidence: "fair",
        explanation:
          "The Stripe price is «Red Tie», which it names for nothing but «One Size»",
      },
    ],
  ])("%s", (_, item, expected) => {
    expect(match(item)).toMatchObject({ kind: "matched", ...expected })
  })
})

describe("the variant as the old storefront numbers it", () => {
  const [first, second, ...others] = SUIT.map((variant, index) => ({
    ...variant,
    legacyVariantId: `old-${index}`,
  }))
  const known = [...others, first, second].filter((one) => one !== undefined)

  it("is found before the SKU and all weaker names", () => {
    const sold = { legacyVariantId: "old-0", sku: "TIE", size: "38R" }
    expect(match(sold, {}, [...known, TIE])).toMatchObject({
      variant: { id: first?.id },
      matchedBy: "legacy_variant",
      confidence: "certain",
      explanation: "The storefront named the variant by its legacy id «old-0»",
    })
  })

  it("is asked about where it is not of the size that was sold", () => {
    expect(
      match({ legacyVariantId: "old-0", size: "40R" }, {}, known).kind
    ).toBe("ambiguous")
  })

  it("is asked about where several variants carry its id, and nothing else is said", () => {
    const twice = known.map((one) => ({ ...one, legacyVariantId: "old-0" }))
    expect(match({ legacyVariantId: "old-0" }, {}, twice)).toMatchObject({
      kind: "ambiguous",
      reason: expect.stringContaining(
        "Several variants are the legacy variant"
      ),
    })
  })
})

describe("the variant that staff once chose", () => {
  const item = { name: "Wedding suit", legacyProductId: "wedding", size: "40R" }

  it("is found by the storefront's words, before the SKU and all weaker names", () => {
    const sold = { ...item, sku: "TIE", stripePriceId: "price_tie" }
    expect(match(sold, chosenFor(sold, "38R-2P-B"))).toMatchObject({
      matchedBy: "staff_choice",
      confidence: "certain",
      variant: { id: "38R-2P-B" },
    })
  })

  it("gives way to a variant's id", () => {
    const sold = { ...item, medusaVariantId: "tie" }
    expect(match(sold, chosenFor(sold, "38R-2P-B"))).toMatchObject({
      matchedBy: "medusa_variant_id",
    })
  })

  it("stands for no other size", () => {
    expect(
      match({ ...item, size: "42R" }, chosenFor(item, "tie"))
    ).toMatchObject({ kind: "unmatched" })
  })

  it("F22: that is gone gives way to the next name", () => {
    const sold = { ...item, sku: "TIE", size: null }
    expect(match(sold, chosenFor(sold, "variant_gone"))).toMatchObject({
      matchedBy: "sku",
    })
  })

  it("F22: that is gone is named in the question, as is an id that is gone", () => {
    const sold = { ...item, medusaVariantId: "variant_old" }
    expect(match(sold, chosenFor(sold, "variant_gone"))).toEqual({
      kind: "unmatched",
      reason:
        "The variant «variant_old» that the storefront names is no longer there. " +
        "The variant that staff chose for this item before is no longer there. " +
        "No product carries this item's Stripe price, legacy product id or SKU",
    })
  })
})

describe("a name that the item's own words contradict is asked about", () => {
  it.each<[string, Partial<StorefrontItem>, string[]]>([
    [
      "size",
      {
        sku: "40R-2P-B",
        size: "38 Regular",
        pieces: "2-Piece",
        color: "black",
      },
      ["40R-2P-B", "38R-2P-B"],
    ],
    [
      "colour",
      { sku: "40R-2P-B", size: "40R", pieces: "2-Piece", color: "Navy Blue" },
      ["40R-2P-B", "40R-2P-N"],
    ],
    [
      "pieces",
      { sku: "40R-2P-B", size: "40R", pieces: "3-Piece", color: "Black" },
      ["40R-2P-B", "40R-3P-B"],
    ],
    [
      "pieces, by the price",
      {
        sku: "38R-3P-B",
        stripePriceId: "price_2p",
        size: "38R",
        color: "Black",
      },
      ["38R-3P-B", "38R-2P-B"],
    ],
    ["a size there is not", { sku: "40R-2P-B", size: "60L" }, ["40R-2P-B"]],
  ])("%s", (_, item, skus) => {
    const found = match(item)
    expect(found).toMatchObject({
      kind: "ambiguous",
      reason: expect.stringContaining("but the storefront also says"),
    })
    const candidates = found.kind === "ambiguous" ? found.candidates : []
    expect(candidates.map(({ sku }) => sku)).toEqual(skus)
  })

  it("but the variant's id stands, whatever else is said", () => {
    const id = "38R-2P-B"
    expect(
      match({ medusaVariantId: id, size: "60L", color: "Red" })
    ).toMatchObject({ kind: "matched", variant: { id } })
  })
})

describe("colour counts where the variants have an option for it", () => {
  const item = { stripePriceId: "price_2p", size: "38R" }

  it("two colours and none said is a question", () => {
    expect(match(item)).toMatchObject({
      kind: "ambiguous",
      reason: expect.stringContaining("several colours"),
      candidates: [{ sku: "38R-2P-B" }, { sku: "38R-2P-N" }],
    })
  })

  it("a colour there is not is a question", () => {
    expect(match({ ...item, color: "Red" })).toMatchObject({
      kind: "ambiguous",
      reason: "No variant of the style is size «38R», «Red»",
    })
  })

  it("a style without the option is not ruled out by it", () => {
    expect(match({ stripePriceId: "price_tie", color: "Red" })).toMatchObject({
      kind: "matched",
      variant: { id: "tie" },
    })
  })

  it.each([null, "N/A", "one size", "OS"])(
    "a thing of one size is found by size %j",
    (size) => {
      expect(match({ stripePriceId: "price_tie", size })).toMatchObject({
        kind: "matched",
      })
    }
  )
})
