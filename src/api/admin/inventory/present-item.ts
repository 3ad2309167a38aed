import type { StockFigure } from "../../../modules/supabase-sync/types"
import type { InventoryItem } from "../../../types/storefront-inventory"
import type { SellableItem } from "../../../workflows/stock-mirror/queries/list-sellable-items"

/** @param figure what can be sold of it now; where the variant went meanwhile, nothing can. */
export function presentItem(
  { pushed_version, updated_at, ...item }: SellableItem,
  figure: Pick<StockFigure, "quantity" | "inStock"> | undefined
): InventoryItem {
  return {
    variant_id: item.variant_id,
    product_id: item.product_id,
    sku: item.sku,
    legacy_variant_id: item.legacy_variant_id,
    legacy_product_id: item.legacy_product_id,
    quantity: figure?.quantity ?? 0,
    in_stock: figure?.inStock ?? false,
    version: pushed_version,
    pushed_quantity: item.pushed_quantity,
    updated_at: updated_at.toISOString(),
  }
}
