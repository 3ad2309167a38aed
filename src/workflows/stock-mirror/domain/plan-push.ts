import {
  type SellableRules,
  type VariantStock,
  sellableStock,
} from "../../../modules/supabase-sync/domain/sellable-stock"
import type { StockFigure } from "../../../modules/supabase-sync/types"

/** The figures to push for some variants. */
export type PlannedPush = {
  sellables: StockFigure[]
  styles: StockFigure[]
}

/**
 * What to tell the legacy store: the number of each variant asked for, and of each of their
 * products the sum over all its variants.
 *
 * @param stock of all variants of the products concerned.
 */
export function planPush(
  variantIds: readonly string[],
  stock: readonly VariantStock[],
  rules: SellableRules
): PlannedPush {
  const known = new Map(stock.map((variant) => [variant.variantId, variant]))
  const styles = new Map<string, StockFigure>()
  for (const variant of stock) {
    const { quantity, inStock } = sellableStock(variant, rules)
    const sum = styles.get(variant.productId) ?? emptyFigure(variant.productId)
    sum.quantity += quantity
    sum.inStock ||= inStock
    styles.set(variant.productId, sum)
  }
  const sellables = variantIds.map((id) => {
    const variant = known.get(id)
    // A variant that is no longer there can no longer be sold.
    return variant ? { id, ...sellableStock(variant, rules) } : emptyFigure(id)
  })
  return { sellables, styles: [...styles.values()] }
}

function emptyFigure(id: string): StockFigure {
  return { id, quantity: 0, inStock: false }
}
