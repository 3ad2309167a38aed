import { catalog } from "./build-catalog"
import { oneSize } from "./catalog-sizes"
import { toMinorUnits } from "./catalog-money"
import type { CatalogStyle, CatalogVariant } from "./catalog-types"

/** One sellable size with everything that a storefront's cart line says about it. */
export type Sellable = {
  style: CatalogStyle
  variant: CatalogVariant
  stripePriceId: string
  stripePriceIdCad: string
  legacyProductId: string
  legacyVariantId: string
  /** The line's description: «Black Suit (2-Piece)», «White Dress Shirt». */
  name: string
  /** What the customer chose; null where the storefront offers no choice. */
  size: string | null
  color: string
  /** Minor units, USD. */
  unitAmount: number
  /** Minor units, CAD. */
  unitAmountCad: number
}

/**
 * Finds a sellable size of the catalogue.
 *
 * @throws Error naming the SKU when the catalogue has no such size
 */
export const findSellable = (sku: string): Sellable => {
  for (const style of catalog) {
    const variant = style.variants.find((candidate) => candidate.sku === sku)
    if (variant) {
      return toSellable(style, variant)
    }
  }
  throw new Error(
    `The catalogue has no SKU ${JSON.stringify(sku)}, for example KCT-BURGUNDY-38R-2P`
  )
}

const toSellable = (
  style: CatalogStyle,
  variant: CatalogVariant
): Sellable => ({
  style,
  variant,
  stripePriceId: variant.tier.stripePriceIds.usd,
  stripePriceIdCad: variant.tier.stripePriceIds.cad,
  legacyProductId: style.legacyProductId,
  legacyVariantId: variant.legacyVariantId,
  name: variant.tier.type ? `${style.name} (${variant.tier.type})` : style.name,
  size: variant.options.Size === oneSize ? null : variant.options.Size,
  color: style.color,
  unitAmount: toMinorUnits(variant.tier.price.usd),
  unitAmountCad: toMinorUnits(variant.tier.price.cad),
})
