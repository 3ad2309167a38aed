import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { KeptPlans, type PlanName } from "../../../lib/kept-plans"
import type {
  StockPart,
  VariantStock,
} from "../../../modules/supabase-sync/domain/sellable-stock"

const VARIANT_COLUMNS =
  "id, product_id, deleted_at, manage_inventory, allow_backorder"

const CHOSEN_VARIANTS = `
    SELECT ${VARIANT_COLUMNS} FROM product_variant WHERE id = ANY(:variants)`

/* Deleted variants of a product add nothing to its sum. */
const VARIANTS_OF_PRODUCTS = `
    SELECT ${VARIANT_COLUMNS} FROM product_variant
    WHERE product_id = ANY(:products) AND deleted_at IS NULL`

/* Those that the storefront sells from: none while the store has no default sales channel. */
const LOCATIONS = `
      SELECT link.stock_location_id
      FROM sales_channel_stock_location AS link
      JOIN store ON store.default_sales_channel_id = link.sales_channel_id
        AND store.deleted_at IS NULL
      JOIN stock_location ON stock_location.id = link.stock_location_id
        AND stock_location.deleted_at IS NULL
      WHERE link.deleted_at IS NULL`

/*
 * In SQL, because one statement has to answer for a thousand variants at once. A part that no
 * location of the channel stocks counts as 0, and so does what lies at a location, or is of an item,
 * that was deleted.
 *
 * Each table is asked for an array of ids, so that PostgreSQL goes through its index once for all of
 * them: joined as sets it would read the tables whole, joined row by row search once for each. What
 * was found is joined here, where its statistics say nothing of how much it is; the join of parts
 * and levels is FULL, though every level is of a part, because that one is never done row by row.
 */
const stockSql = (variants: readonly string[]): string => `
  WITH variant AS MATERIALIZED (${variants.join(" UNION ")}
  ), part AS MATERIALIZED (
    SELECT variant_id, inventory_item_id, required_quantity
    FROM product_variant_inventory_item
    WHERE variant_id = ANY(ARRAY(SELECT id FROM variant)) AND deleted_at IS NULL
  ), item AS MATERIALIZED (
    SELECT id FROM inventory_item
    WHERE id = ANY(ARRAY(SELECT inventory_item_id FROM part)) AND deleted_at IS NULL
  ), level AS MATERIALIZED (
    SELECT inventory_item_id, sum(stocked_quantity - reserved_quantity)::float8 AS available
    FROM inventory_level
    WHERE inventory_item_id = ANY(ARRAY(SELECT id FROM item))
      AND location_id = ANY(ARRAY(${LOCATIONS}))
      AND deleted_at IS NULL
    GROUP BY inventory_item_id
  )
  SELECT variant.id AS variant_id,
         variant.product_id,
         variant.deleted_at IS NOT NULL AS deleted,
         variant.manage_inventory AS managed,
         variant.allow_backorder AS backorder,
         coalesce(own.safety_stock, style.safety_stock, general.safety_stock, 0) AS safety_stock,
         coalesce(own.sold_out_below, style.sold_out_below, general.sold_out_below, 0) AS sold_out_below,
         part.required_quantity AS required,
         coalesce(level.available, 0) AS available
  FROM variant
  LEFT JOIN stock_rule AS own ON own.id = variant.id AND own.deleted_at IS NULL
  LEFT JOIN stock_rule AS style ON style.id = variant.product_id AND style.deleted_at IS NULL
  LEFT JOIN stock_rule AS general ON general.id = 'general' AND general.deleted_at IS NULL
  LEFT JOIN (part FULL JOIN level ON level.inventory_item_id = part.inventory_item_id)
    ON part.variant_id = variant.id`

/** Items by their kind. */
export type StockItemIds = {
  variantIds: readonly string[]
  productIds: readonly string[]
}

type PartRow = {
  variant_id: string
  product_id: string
  deleted: boolean
  managed: boolean
  backorder: boolean
  safety_stock: number
  sold_out_below: number
  required: number | null
  available: number
}

/**
 * For so few planning costs as much as reading, and a plan that is made for a handful suits them; a
 * thousand deserve one of their own.
 */
const FEW = 200
const plans = new KeptPlans()

/** The stock of the variants, and of all variants of the products, as it is now. */
export async function readVariantStock(
  knex: Knex,
  { variantIds, productIds }: StockItemIds
): Promise<VariantStock[]> {
  const rows = await readRows(knex, { variantIds, productIds })
  const variants = new Map<string, VariantStock & { parts: StockPart[] }>()
  for (const row of rows) {
    let variant = variants.get(row.variant_id)
    if (!variant) {
      variant = toVariantStock(row)
      variants.set(row.variant_id, variant)
    }
    if (row.required !== null) {
      variant.parts.push({ required: row.required, available: row.available })
    }
  }
  return [...variants.values()]
}

async function readRows(
  knex: Knex,
  { variantIds, productIds }: StockItemIds
): Promise<PartRow[]> {
  const asked = [
    ...(variantIds.length > 0 ? [CHOSEN_VARIANTS] : []),
    ...(productIds.length > 0 ? [VARIANTS_OF_PRODUCTS] : []),
  ]
  if (asked.length === 0) {
    return []
  }
  const text = stockSql(asked)
  const execute = (plan: PlanName) =>
    knex
      .raw<{ rows: PartRow[] }>(text, {
        variants: [...variantIds],
        products: [...productIds],
      })
      .options(plan)
  // A product may have many variants.
  const isFew = productIds.length === 0 && variantIds.length <= FEW
  const { rows } = await (isFew ? plans.run(text, execute) : execute({}))
  return rows
}

function toVariantStock(row: PartRow): VariantStock & { parts: StockPart[] } {
  return {
    variantId: row.variant_id,
    productId: row.product_id,
    deleted: row.deleted,
    managed: row.managed,
    backorder: row.backorder,
    safetyStock: row.safety_stock,
    soldOutBelow: row.sold_out_below,
    parts: [],
  }
}
