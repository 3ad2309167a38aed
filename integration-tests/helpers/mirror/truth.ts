import type { Pool } from "pg"

const UNCOUNTED = 999

type Variant = {
  id: string
  product_id: string
  manage_inventory: boolean
  allow_backorder: boolean
  deleted_at: Date | null
}
type Part = {
  variant_id: string
  inventory_item_id: string
  required_quantity: number
}
type Level = { inventory_item_id: string; location_id: string; free: number }
type Rule = {
  id: string
  safety_stock: number | null
  sold_out_below: number | null
}

/** Medusa's own tables, as they are at one moment. */
type Tables = {
  variants: Variant[]
  parts: Part[]
  levels: Level[]
  rules: Rule[]
  locations: { id: string }[]
}

/** What can be sold of each variant, and of each product in sum. What is not in it: nothing. */
export type Truth = {
  variants: Map<string, number>
  products: Map<string, number>
}

/**
 * What the mirror must say, counted anew from the raw tables, with none of the code under test:
 * over the locations of the default sales channel the sum of stocked less reserved, for a kit the
 * least over its parts, less the safety stock, never below 0; 999 where stock is not counted. What is
 * deleted, be it a variant, an item, a level, a location or a link, does not count.
 */
export async function readTruth(db: Pool): Promise<Truth> {
  const tables = await readTables(db)
  const locations = new Set(tables.locations.map(({ id }) => id))
  const free = new Map<string, number>()
  for (const level of tables.levels) {
    if (locations.has(level.location_id)) {
      const before = free.get(level.inventory_item_id) ?? 0
      free.set(level.inventory_item_id, before + level.free)
    }
  }
  const rules = new Map(tables.rules.map((rule) => [rule.id, rule]))
  const parts = new Map<string, Part[]>()
  for (const part of tables.parts) {
    parts.set(part.variant_id, [...(parts.get(part.variant_id) ?? []), part])
  }
  const truth: Truth = { variants: new Map(), products: new Map() }
  for (const variant of tables.variants) {
    const left = leftOf(variant, parts.get(variant.id) ?? [], free)
    const count = afterRules(left, variant, rules)
    truth.variants.set(variant.id, count)
    const sum = truth.products.get(variant.product_id) ?? 0
    truth.products.set(variant.product_id, sum + count)
  }
  return truth
}

/** Before the rules; null where nobody counts. */
function leftOf(
  variant: Variant,
  parts: readonly Part[],
  free: ReadonlyMap<string, number>
): number | null {
  if (variant.deleted_at) {
    return 0
  }
  if (!variant.manage_inventory || variant.allow_backorder) {
    return null
  }
  const counts = parts.map((part) =>
    Math.floor((free.get(part.inventory_item_id) ?? 0) / part.required_quantity)
  )
  return counts.length > 0 ? Math.min(...counts) : 0
}

function afterRules(
  left: number | null,
  { id, product_id, deleted_at }: Variant,
  rules: ReadonlyMap<string, Rule>
): number {
  if (left === null || deleted_at) {
    return left ?? UNCOUNTED
  }
  const from = [rules.get(id), rules.get(product_id), rules.get("general")]
  const safety = from.find((rule) => typeof rule?.safety_stock === "number")
  const below = from.find((rule) => typeof rule?.sold_out_below === "number")
  const count = Math.max(0, left - (safety?.safety_stock ?? 0))
  return count < (below?.sold_out_below ?? 0) ? 0 : count
}

/** In one snapshot. */
async function readTables(db: Pool): Promise<Tables> {
  const client = await db.connect()
  const read = async <Row extends object>(sql: string): Promise<Row[]> =>
    (await client.query<Row>(sql)).rows
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    return {
      variants: await read(
        "SELECT id, product_id, manage_inventory, allow_backorder, deleted_at FROM product_variant"
      ),
      parts: await read(
        `SELECT variant_id, inventory_item_id, required_quantity::int
         FROM product_variant_inventory_item WHERE deleted_at IS NULL`
      ),
      levels: await read(
        `SELECT inventory_item_id, location_id, (stocked_quantity - reserved_quantity)::int AS free
         FROM inventory_level AS level
         JOIN inventory_item AS item ON item.id = level.inventory_item_id
         WHERE level.deleted_at IS NULL AND item.deleted_at IS NULL`
      ),
      rules: await read(
        "SELECT id, safety_stock, sold_out_below FROM stock_rule WHERE deleted_at IS NULL"
      ),
      locations: await read(
        `SELECT DISTINCT link.stock_location_id AS id FROM sales_channel_stock_location AS link
         JOIN store ON store.default_sales_channel_id = link.sales_channel_id
         JOIN stock_location AS place ON place.id = link.stock_location_id
         WHERE link.deleted_at IS NULL AND store.deleted_at IS NULL AND place.deleted_at IS NULL`
      ),
    }
  } finally {
    await client.query("ROLLBACK")
    client.release()
  }
}
