import {
  type SellableRules,
  type VariantStock,
  sellableStock,
} from "../../../modules/supabase-sync/domain/sellable-stock"
import type { StockFigure } from "../../../modules/supabase-sync/types"
import type { StockItemIds } from "../queries/read-variant-stock"

/** The figures of some variants and products. */
export type PlannedPush = {
  /** Of each variant, in the order asked for. */
  sellables: StockFigure[]
  /** Of each product the sum over all its variants, in the order asked for. */
  styles: StockFigure[]
}

/**
 * What to tell the legacy store. What is no longer there can no longer be sold.
 *
 * @param stock of the variants asked for, and of all variants of the products asked for.
 */
export function planPush(
  { variantIds, productIds }: StockItemIds,
  stock: readonly VariantStock[],
  rules: SellableRules
): PlannedPush {
  const figures = new Map<string, StockFigure>()
  const sums = new Map(productIds.map((id) => [id, emptyFigure(id)]))
  for (const variant of stock) {
    const { quantity, inStock } = sellableStock(variant, rules)
    figures.set(variant.variantId, { id: variant.variantId, quantity, inStock })
    const sum = sums.get(variant.productId)
    if (sum) {
      sum.quantity += quantity
      sum.inStock ||= inStock
    }
  }
  return {
    sellables: variantIds.map((id) => figures.get(id) ?? emptyFigure(id)),
    styles: [...sums.values()],
  }
}

function emptyFigure(id: string): StockFigure {
  return { id, quantity: 0, inStock: false }
}
