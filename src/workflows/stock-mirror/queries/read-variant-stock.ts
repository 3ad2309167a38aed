import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type {
  StockPart,
  VariantStock,
} from "../../../modules/supabase-sync/domain/sellable-stock"

/*
 * In SQL, because one statement has to answer for a thousand variants at once. A part that no
 * location of the channel stocks counts as 0, and so does everything while the store has no
 * default sales channel.
 */
const VARIANT_STOCK = `
  WITH style AS (
    SELECT DISTINCT product_id FROM product_variant WHERE id = ANY(:variants)
  ), location AS (
    SELECT link.stock_location_id AS id
    FROM sales_channel_stock_location AS link
    JOIN store ON store.default_sales_channel_id = link.sales_channel_id AND store.deleted_at IS NULL
    WHERE link.deleted_at IS NULL
  )
  SELECT variant.id AS variant_id,
         variant.product_id,
         variant.deleted_at IS NOT NULL AS deleted,
         variant.manage_inventory AS managed,
         variant.allow_backorder AS backorder,
         part.required_quantity AS required,
         (SELECT coalesce(sum(level.stocked_quantity - level.reserved_quantity), 0)
          FROM inventory_level AS level
          WHERE level.inventory_item_id = part.inventory_item_id
            AND level.deleted_at IS NULL
            AND level.location_id IN (SELECT id FROM location))::float8 AS available
  FROM product_variant AS variant
  JOIN style ON style.product_id = variant.product_id
  LEFT JOIN product_variant_inventory_item AS part
    ON part.variant_id = variant.id AND part.deleted_at IS NULL`

type PartRow = {
  variant_id: string
  product_id: string
  deleted: boolean
  managed: boolean
  backorder: boolean
  required: number | null
  available: number
}

/** The stock of the variants and of all others of their products, as it is now. */
export async function readVariantStock(
  knex: Knex,
  variantIds: readonly string[]
): Promise<VariantStock[]> {
  const { rows } = await knex.raw<{ rows: PartRow[] }>(VARIANT_STOCK, {
    variants: [...variantIds],
  })
  const variants = new Map<string, VariantStock & { parts: StockPart[] }>()
  for (const row of rows) {
    const variant = variants.get(row.variant_id) ?? toVariantStock(row)
    variants.set(row.variant_id, variant)
    if (row.required !== null) {
      variant.parts.push({ required: row.required, available: row.available })
    }
  }
  return [...variants.values()]
}

function toVariantStock(row: PartRow): VariantStock & { parts: StockPart[] } {
  return {
    variantId: row.variant_id,
    productId: row.product_id,
    deleted: row.deleted,
    managed: row.managed,
    backorder: row.backorder,
    parts: [],
  }
}
