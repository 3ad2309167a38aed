import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The variants that consist of any of the inventory items; a kit is one of several of a part. */
export async function findVariantsOfItems(
  knex: Knex,
  inventoryItemIds: readonly string[]
): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { variant_id: string }[] }>(
    `SELECT DISTINCT variant_id FROM product_variant_inventory_item
     WHERE inventory_item_id = ANY(:items) AND deleted_at IS NULL`,
    { items: [...inventoryItemIds] }
  )
  return rows.map((row) => row.variant_id)
}
