/** A variant as far as its stock goes. Quantities are whole things, as Medusa counts them. */
export type VariantStock = {
  variantId: string
  productId: string
  /** Deleted variants can no longer be sold. */
  deleted: boolean
  managed: boolean
  backorder: boolean
  parts: readonly StockPart[]
  /** So many are kept back from the storefront. */
  safetyStock: number
  /** With fewer than so many left it counts as sold out. */
  soldOutBelow: number
}

/** One inventory item a variant consists of. */
export type StockPart = {
  /** How many one variant needs. */
  required: number
  /** Σ (stocked − reserved) over the storefront's locations; negative when oversold. */
  available: number
}

export type SellableRules = {
  /** What is written for a variant whose stock is not counted or may be back-ordered. */
  uncountedQuantity: number
}

/**
 * What can be sold of a variant now: the least over its parts of available ÷ required, less its
 * safety stock, never below 0; 0 where that is below the number from which it is sold. A variant that is not managed, or may be back-ordered, is always in stock.
 */
export function sellableStock(
  variant: VariantStock,
  rules: SellableRules
): { quantity: number; inStock: boolean } {
  if (variant.deleted) {
    return { quantity: 0, inStock: false }
  }
  if (!variant.managed || variant.backorder) {
    return { quantity: rules.uncountedQuantity, inStock: true }
  }
  let least = variant.parts.length > 0 ? Infinity : 0
  for (const part of variant.parts) {
    least = Math.min(least, Math.floor(part.available / part.required))
  }
  const left = Math.max(0, least - variant.safetyStock)
  const quantity = left < variant.soldOutBelow ? 0 : left
  return { quantity, inStock: quantity > 0 }
}
