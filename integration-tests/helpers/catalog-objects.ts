import type { ToldItem } from "../../src/modules/storefront-orders/domain/storefront-call"
import type { CatalogVariant } from "../../src/workflows/storefront-orders/domain/catalog-snapshot"
import type { ItemMatch } from "../../src/workflows/storefront-orders/domain/match-item"
import type { StorefrontItem } from "../../src/workflows/storefront-orders/domain/storefront-item"

/** A size of a suit: one managed item, found by the price of the two-piece. */
export function catalogVariant(
  overrides: Partial<Omit<CatalogVariant, "product">> & {
    product?: Partial<CatalogVariant["product"]>
  } = {}
): CatalogVariant {
  const { product, ...variant } = overrides
  return {
    id: "variant_40R",
    title: "40R / 2-Piece",
    sku: "SUIT-BLACK-40R-2P",
    options: { Size: "40R", Type: "2-Piece" },
    managed: true,
    allowBackorder: false,
    stripePriceId: null,
    legacyVariantId: null,
    inventory: [{ inventoryItemId: "iitem_40R", required: 1 }],
    ...variant,
    product: {
      id: "prod_suit",
      title: "Black Suit",
      handle: "black-suit",
      subtitle: null,
      description: null,
      thumbnail: null,
      stripePrices: { price_2p: { Type: "2-Piece" } },
      legacyProductId: "suit-black",
      ...product,
    },
  }
}

/** A line of which the storefront said no more than its name. */
export function storefrontItem(
  overrides: Partial<StorefrontItem> = {}
): StorefrontItem {
  return {
    lineItemId: "li_1",
    name: "Black Suit",
    quantity: 1,
    medusaVariantId: null,
    legacyVariantId: null,
    stripePriceId: null,
    hasInlinePrice: false,
    legacyProductId: null,
    sku: null,
    size: null,
    color: null,
    pieces: null,
    ...overrides,
  }
}

/** A match as staff or the storefront's own words would make it. */
export function matchOf(variant: CatalogVariant): ItemMatch {
  return {
    kind: "matched",
    variant,
    matchedBy: "medusa_variant_id",
    confidence: "certain",
    explanation: "The storefront named the variant by its id",
  }
}

/** What the storefront says of an item that it says nothing of, but that it is one. */
export function toldItem(overrides: Partial<ToldItem> = {}): ToldItem {
  return {
    medusaVariantId: null,
    legacyVariantId: null,
    medusaProductId: null,
    productId: null,
    productName: null,
    size: null,
    color: null,
    sku: null,
    quantity: 1,
    stripePriceId: null,
    ...overrides,
  }
}
