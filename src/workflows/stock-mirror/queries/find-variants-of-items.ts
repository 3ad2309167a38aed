import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/*
 * Deleting a variant takes its links away first: found through a link that is gone, it is told to
 * the legacy store as 0. In two halves, because Medusa's index on the item covers live links only.
 */
const VARIANTS_OF_ITEMS = `
  SELECT variant_id FROM product_variant_inventory_item
  WHERE inventory_item_id = ANY(:items) AND deleted_at IS NULL
  UNION
  SELECT variant_id FROM product_variant_inventory_item
  WHERE inventory_item_id = ANY(:items) AND deleted_at IS NOT NULL`

/**
 * The variants that consist, or once consisted, of any of the inventory items; a kit is one of
 * several of a part.
 */
export async function findVariantsOfItems(
  knex: Knex,
  inventoryItemIds: readonly string[]
): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { variant_id: string }[] }>(
    VARIANTS_OF_ITEMS,
    { items: [...inventoryItemIds] }
  )
  return rows.map((row) => row.variant_id)
}
