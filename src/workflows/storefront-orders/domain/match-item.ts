import type { CatalogSnapshot, CatalogVariant } from "./catalog-snapshot"
import { foldSku } from "./fold-text"
import { foldSize } from "./read-size"
import type { StorefrontItem } from "./storefront-item"

/** By what a line was matched; kept on the order line as `matched_by`. */
export type MatchedBy =
  | "medusa_variant_id"
  | "sku"
  | "stripe_price"
  | "stripe_price_and_size"
  | "legacy_product_and_size"

/** What a line is. Nothing is guessed: where several variants fit equally, staff are asked. */
export type ItemMatch =
  | { kind: "matched"; variant: CatalogVariant; matchedBy: MatchedBy }
  | { kind: "ambiguous"; candidates: readonly CatalogVariant[]; reason: string }
  | { kind: "unmatched"; reason: string }

/**
 * Finds the variant a storefront item stands for: by the variant's id, the catalogue's SKU, a
 * Stripe price that is one size's own, the Stripe price with the size, or the legacy product with
 * the size — the first of these that leads to exactly one variant.
 */
export function matchItem(
  item: StorefrontItem,
  catalog: CatalogSnapshot
): ItemMatch {
  const byId = catalog.variants.find(
    (variant) => variant.id === item.medusaVariantId
  )
  if (byId) {
    return { kind: "matched", variant: byId, matchedBy: "medusa_variant_id" }
  }
  const bySku = variantOfSku(item.sku, catalog.variants)
  if (bySku) {
    return { kind: "matched", variant: bySku, matchedBy: "sku" }
  }
  const ownPrice = catalog.variants.filter(
    (variant) =>
      variant.stripePriceId && variant.stripePriceId === item.stripePriceId
  )
  if (ownPrice[0] && ownPrice.length === 1) {
    return { kind: "matched", variant: ownPrice[0], matchedBy: "stripe_price" }
  }
  const ofPrice = variantsOfPrice(item.stripePriceId, catalog.variants)
  if (ofPrice.length > 0) {
    return chooseByOptions(item, ofPrice, "stripe_price_and_size")
  }
  const ofProduct = variantsOfLegacyProduct(
    item.legacyProductId,
    catalog.variants
  )
  if (ofProduct.length > 0) {
    return chooseByOptions(item, ofProduct, "legacy_product_and_size")
  }
  return {
    kind: "unmatched",
    reason:
      "No product carries this item's Stripe price, legacy product id or SKU",
  }
}

function variantOfSku(
  sku: string | null,
  variants: readonly CatalogVariant[]
): CatalogVariant | null {
  if (!sku) {
    return null
  }
  const exact = variants.find((variant) => variant.sku === sku)
  if (exact) {
    return exact
  }
  const folded = variants.filter(
    (variant) => variant.sku && foldSku(variant.sku) === foldSku(sku)
  )
  return folded.length === 1 ? (folded[0] ?? null) : null
}

/** The variants of the style a price stands for, less those whose options the price rules out. */
function variantsOfPrice(
  price: string | null,
  variants: readonly CatalogVariant[]
): CatalogVariant[] {
  return variants.filter((variant) => {
    const fixed = price ? variant.product.stripePrices[price] : undefined
    return (
      fixed &&
      Object.entries(fixed).every(
        ([title, value]) => variant.options[title] === value
      )
    )
  })
}

function variantsOfLegacyProduct(
  legacyProductId: string | null,
  variants: readonly CatalogVariant[]
): CatalogVariant[] {
  return variants.filter(
    (variant) =>
      legacyProductId && variant.product.legacyProductId === legacyProductId
  )
}

function chooseByOptions(
  item: StorefrontItem,
  variants: readonly CatalogVariant[],
  matchedBy: MatchedBy
): ItemMatch {
  const size = foldSize(item.size)
  const ofSize = size
    ? variants.filter((variant) => foldSize(variant.options.Size) === size)
    : variants
  const fitting = item.pieces ? ofSize.filter(fitsPieces(item.pieces)) : ofSize
  const [only, ...others] = fitting
  if (only && others.length === 0) {
    return { kind: "matched", variant: only, matchedBy }
  }
  if (fitting.length > 1) {
    const reason = size
      ? "Several variants of the style have this size"
      : "The style comes in several sizes and the storefront named none"
    return { kind: "ambiguous", candidates: fitting, reason }
  }
  return {
    kind: "ambiguous",
    candidates: variants,
    reason: `The style has no size «${item.size ?? ""}»${item.pieces ? ` as ${item.pieces}` : ""}`,
  }
}

/** A variant without the option `Type` is not ruled out by it. */
function fitsPieces(pieces: string): (variant: CatalogVariant) => boolean {
  return ({ options }) =>
    !options.Type || options.Type.toUpperCase() === pieces.toUpperCase()
}
