import type { CreateProductWorkflowInputDTO } from "@medusajs/framework/types"
import type { CatalogPriceTier, CatalogStyle, CatalogVariant } from "./catalog"

/** What a product belongs to, as ids that are there already. */
export type ProductHome = {
  salesChannelId: string
  shippingProfileId: string
  categoryId: string | undefined
}

/** Marks a product whose stock and prices may not all be written yet. */
export const unfinishedMark = "seed-unfinished"

/**
 * A style as the input of createProductsWorkflow: a draft that carries the mark
 * above, which the seed takes away as its last step. Prices in major units.
 */
export function toProductInput(
  style: CatalogStyle,
  { salesChannelId, shippingProfileId, categoryId }: ProductHome
): CreateProductWorkflowInputDTO {
  return {
    title: style.name,
    handle: style.handle,
    description: style.description,
    status: "draft",
    external_id: unfinishedMark,
    material: style.material,
    weight: style.variants[0]?.weightGrams,
    category_ids: categoryId ? [categoryId] : [],
    sales_channels: [{ id: salesChannelId }],
    shipping_profile_id: shippingProfileId,
    metadata: {
      legacy_product_id: style.legacyProductId,
      stripe_price_ids: toStripePriceIds(style.tiers),
    },
    options: toOptions(style.variants),
    variants: style.variants.map(toVariantInput),
  }
}

/**
 * An array of price ids; or, where a price also fixes an option (the two-piece
 * and the three-piece suit), an object from each id to what it fixes.
 */
export function toStripePriceIds(
  tiers: readonly CatalogPriceTier[]
): string[] | Record<string, { Type: string }> {
  const fixed = tiers.flatMap(({ type, stripePriceIds }) =>
    type
      ? Object.values(stripePriceIds).map((id) => [id, { Type: type }] as const)
      : []
  )
  return fixed.length > 0
    ? Object.fromEntries(fixed)
    : tiers.flatMap(({ stripePriceIds }) => Object.values(stripePriceIds))
}

function toVariantInput(variant: CatalogVariant) {
  return {
    title: variant.title,
    sku: variant.sku,
    options: { ...variant.options },
    manage_inventory: true,
    allow_backorder: false,
    weight: variant.weightGrams,
    prices: [
      { currency_code: "usd", amount: variant.tier.price.usd },
      { currency_code: "cad", amount: variant.tier.price.cad },
    ],
    metadata: { legacy_variant_id: variant.legacyVariantId },
  }
}

/** Ranks keep 9.5 before 10 in the admin, where plain text would not. */
function toOptions(variants: readonly CatalogVariant[]) {
  const sizes = [...new Set(variants.map(({ options }) => options.Size))]
  const types = [
    ...new Set(variants.flatMap(({ options }) => options.Type ?? [])),
  ]
  return [
    { title: "Size", values: sizes },
    { title: "Type", values: types },
  ]
    .filter(({ values }) => values.length > 0)
    .map((option) => ({
      ...option,
      is_exclusive: true,
      ranks: Object.fromEntries(
        option.values.map((value, rank) => [value, rank])
      ),
    }))
}
