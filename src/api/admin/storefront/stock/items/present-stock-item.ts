import type { StockItemRow } from "../../../../../modules/supabase-sync/client/item-history"
import type { StockFigure } from "../../../../../modules/supabase-sync/types"
import type {
  StorefrontStockItemDetailResponse,
  StorefrontStockItemResponse,
} from "../../../../../types/storefront-stock"
import type { ListedStockItem } from "../../../../../workflows/stock-mirror/queries/list-stock-items"
import { toText } from "../../to-text"

type Pushed = NonNullable<StorefrontStockItemDetailResponse["item"]["pushed"]>

/** How far an item has come, as the admin API shows it. */
export function presentPushed(row: StockItemRow): Pushed {
  return {
    pushed_quantity: row.pushed_quantity,
    pushed_version: row.pushed_version,
    pushed_at: toText(row.pushed_at),
    state: row.state,
    causes: row.causes,
    changed_at: toText(row.changed_at),
    next_try_at: row.state === "pending" ? toText(row.run_at) : null,
    attempt: row.attempt,
    failing_since: toText(row.failing_since),
    outcome_code: row.outcome_code,
    outcome_message: row.outcome_message,
  }
}

/** An item of the list, with what can be sold of it now. */
export function presentStockItem(
  row: ListedStockItem,
  figure: StockFigure | undefined
): StorefrontStockItemResponse {
  return {
    id: row.id,
    kind: row.kind,
    sku: row.sku,
    title: row.title,
    variant_title: row.variant_title,
    product_id: row.product_id,
    medusa_quantity: figure?.quantity ?? 0,
    in_stock: figure?.inStock ?? false,
    ...presentPushed(row),
  }
}
