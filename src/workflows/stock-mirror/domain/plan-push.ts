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
  const figures = new Map(variantIds.map((id) => [id, emptyFigure(id)]))
  const sums = new Map(productIds.map((id) => [id, emptyFigure(id)]))
  for (const variant of stock) {
    const { quantity, inStock } = sellableStock(variant, rules)
    add(figures.get(variant.variantId), quantity, inStock)
    add(sums.get(variant.productId), quantity, inStock)
  }
  return { sellables: [...figures.values()], styles: [...sums.values()] }
}

function add(
  figure: StockFigure | undefined,
  quantity: number,
  inStock: boolean
): void {
  if (figure) {
    figure.quantity += quantity
    figure.inStock ||= inStock
  }
}

function emptyFigure(id: string): StockFigure {
  return { id, quantity: 0, inStock: false }
}
