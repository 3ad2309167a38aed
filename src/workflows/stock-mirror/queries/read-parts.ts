import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** One inventory item that a variant consists of, at one location. */
export type PartAtLocation = {
  inventory_item_id: string
  sku: string | null
  required: number
  location_id: string | null
  location: string | null
  stocked: number
  reserved: number
  /** Whether the storefront sells from there. */
  counts: boolean
}

/** A rule that may keep something of it back, from the widest to the narrowest. */
export type RuleOfItem = {
  id: string
  scope: string
  safety_stock: number | null
  sold_out_below: number | null
}

const PARTS = `
  SELECT part.inventory_item_id, inventory.sku, part.required_quantity::float8 AS required,
         level.location_id, location.name AS location,
         coalesce(level.stocked_quantity, 0)::float8 AS stocked,
         coalesce(level.reserved_quantity, 0)::float8 AS reserved,
         inventory.deleted_at IS NULL AND location.deleted_at IS NULL AND EXISTS (
           SELECT FROM sales_channel_stock_location AS link
           JOIN store ON store.default_sales_channel_id = link.sales_channel_id AND store.deleted_at IS NULL
           WHERE link.stock_location_id = level.location_id AND link.deleted_at IS NULL) AS counts
  FROM product_variant_inventory_item AS part
  LEFT JOIN inventory_item AS inventory ON inventory.id = part.inventory_item_id
  LEFT JOIN inventory_level AS level
    ON level.inventory_item_id = part.inventory_item_id AND level.deleted_at IS NULL
  LEFT JOIN stock_location AS location ON location.id = level.location_id
  WHERE part.variant_id = :id AND part.deleted_at IS NULL
  ORDER BY part.inventory_item_id, level.location_id`

const RULES = `
  SELECT id, scope, safety_stock, sold_out_below FROM stock_rule
  WHERE deleted_at IS NULL AND (
    id IN ('general', :id) OR id = (SELECT product_id FROM product_variant WHERE id = :id))
  ORDER BY array_position(ARRAY['general', 'product', 'variant'], scope)`

/** What a variant consists of, and where that lies; of a product nothing. */
export async function readParts(
  knex: Knex,
  id: string
): Promise<PartAtLocation[]> {
  const { rows } = await knex.raw<{ rows: PartAtLocation[] }>(PARTS, { id })
  return rows
}

/** The rules that hold for a variant or a product. */
export async function readRulesOf(
  knex: Knex,
  id: string
): Promise<RuleOfItem[]> {
  const { rows } = await knex.raw<{ rows: RuleOfItem[] }>(RULES, { id })
  return rows
}
