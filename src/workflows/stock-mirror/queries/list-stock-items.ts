import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { JobState } from "../../../lib/durable-queue"
import {
  ITEM_COLUMNS,
  type StockItemRow,
} from "../../../modules/supabase-sync/client/item-history"
import type { StockItemKind } from "../../../modules/supabase-sync/types"

/** Which items; what is not said does not matter. */
export type StockItemFilter = {
  state?: JobState
  /** Given up, or failing and tried again. */
  held?: boolean
  kind?: StockItemKind
  /** The product itself, and its variants. */
  productId?: string
  /** A part of the SKU or of the title. */
  q?: string
}

export type ListedStockItem = StockItemRow & {
  sku: string | null
  /** The product's title. */
  title: string | null
  variant_title: string | null
  product_id: string | null
}

const LISTED = `
  SELECT ${ITEM_COLUMNS}, variant.sku, variant.title AS variant_title, product.title,
         coalesce(variant.product_id, product.id) AS product_id
  FROM stock_item AS item
  LEFT JOIN product_variant AS variant ON variant.id = item.id
  LEFT JOIN product ON product.id = CASE item.kind WHEN 'product' THEN item.id ELSE variant.product_id END
  WHERE item.deleted_at IS NULL`

/** In the order of their ids, behind `after`. */
export async function listStockItems(
  knex: Knex,
  { state, held, kind, productId, q }: StockItemFilter,
  { after, limit }: { after: string | null; limit: number }
): Promise<ListedStockItem[]> {
  const conditions = [
    state !== undefined && "item.state = :state",
    held === true &&
      "(item.state = 'dead' OR (item.state = 'pending' AND item.failing_since IS NOT NULL))",
    held === false && "item.state <> 'dead' AND item.failing_since IS NULL",
    kind !== undefined && "item.kind = :kind",
    productId !== undefined &&
      "(item.id = :productId OR variant.product_id = :productId)",
    q !== undefined &&
      "(variant.sku ILIKE :pattern OR variant.title ILIKE :pattern OR product.title ILIKE :pattern)",
    after !== null && "item.id > :after",
  ].filter((condition) => condition !== false)
  const { rows } = await knex.raw<{ rows: ListedStockItem[] }>(
    `${[LISTED, ...conditions].join("\n  AND ")} ORDER BY item.id LIMIT :limit`,
    {
      state: state ?? null,
      kind: kind ?? null,
      productId: productId ?? null,
      pattern: `%${(q ?? "").replace(/[\\%_]/g, "\\$&")}%`,
      after,
      limit,
    }
  )
  return rows
}
