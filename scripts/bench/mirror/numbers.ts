import type { Client, Pool } from "pg"

/** By Medusa's id. */
export type Numbers = Map<string, number>

export type ShopNumbers = { sizes: Numbers; styles: Numbers }

/*
 * Each of them: $1 the id after which to begin, $2 how many at most. The shops of the bench have one
 * location and no kits, so that the truth is a subtraction.
 */

export const MEDUSA_SIZES = `
  SELECT part.variant_id AS id, (level.stocked_quantity - level.reserved_quantity)::int AS quantity
  FROM product_variant_inventory_item AS part
  JOIN inventory_level AS level
    ON level.inventory_item_id = part.inventory_item_id AND level.deleted_at IS NULL
  WHERE part.variant_id > $1
  ORDER BY part.variant_id LIMIT $2`

export const MEDUSA_STYLES = `
  SELECT style.id, sum(level.stocked_quantity - level.reserved_quantity)::int AS quantity
  FROM (SELECT id FROM product WHERE id > $1 ORDER BY id LIMIT $2) AS style
  JOIN product_variant AS variant ON variant.product_id = style.id AND variant.deleted_at IS NULL
  JOIN product_variant_inventory_item AS part ON part.variant_id = variant.id
  JOIN inventory_level AS level
    ON level.inventory_item_id = part.inventory_item_id AND level.deleted_at IS NULL
  GROUP BY style.id ORDER BY style.id`

export const LEGACY_SIZES = `
  SELECT medusa_variant_id AS id, inventory_quantity AS quantity FROM product_variants
  WHERE medusa_variant_id > $1 ORDER BY medusa_variant_id LIMIT $2`

export const LEGACY_STYLES = `
  SELECT medusa_product_id AS id, total_inventory AS quantity FROM products
  WHERE medusa_product_id > $1 ORDER BY medusa_product_id LIMIT $2`

/** What can be sold, in the order of the ids. */
export async function numbersOfMedusa(
  pool: Pool | Client
): Promise<ShopNumbers> {
  return {
    sizes: await read(pool, MEDUSA_SIZES),
    styles: await read(pool, MEDUSA_STYLES),
  }
}

export async function numbersOfLegacy(
  pool: Pool | Client
): Promise<ShopNumbers> {
  return {
    sizes: await read(pool, LEGACY_SIZES),
    styles: await read(pool, LEGACY_STYLES),
  }
}

async function read(pool: Pool | Client, sql: string): Promise<Numbers> {
  const everything = ["", null]
  const { rows } = await pool.query<{ id: string; quantity: number }>(
    sql,
    everything
  )
  return new Map(rows.map(({ id, quantity }) => [id, quantity]))
}
