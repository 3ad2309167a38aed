import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/*
 * In the order of Medusa's unique index on item and location, so that a page costs the same however
 * many there are.
 */
const ITEMS_AT_LOCATIONS = `
  SELECT DISTINCT inventory_item_id AS id FROM inventory_level
  WHERE location_id = ANY(:locations) AND deleted_at IS NULL AND inventory_item_id > :after
  ORDER BY inventory_item_id LIMIT :limit`

/* A deleted one only where the legacy store was last told that it can be sold. */
const VARIANTS = `
  SELECT variant.id FROM product_variant AS variant
  WHERE variant.id > :after AND (
    variant.deleted_at IS NULL
    OR EXISTS (SELECT FROM stock_item AS item WHERE item.id = variant.id AND item.pushed_quantity > 0))
  ORDER BY variant.id LIMIT :limit`

/** Where a page begins, and how long it is. */
export type Page = { after: string | null; limit: number }

/** The inventory items that have a level at one of the locations, in the order of their ids. */
export async function pageOfItemsAt(
  knex: Knex,
  locationIds: readonly string[],
  { after, limit }: Page
): Promise<string[]> {
  return idsOf(
    await knex.raw<{ rows: { id: string }[] }>(ITEMS_AT_LOCATIONS, {
      locations: [...locationIds],
      after: after ?? "",
      limit,
    })
  )
}

/** All variants, in the order of their ids. */
export async function pageOfVariants(
  knex: Knex,
  { after, limit }: Page
): Promise<string[]> {
  return idsOf(
    await knex.raw<{ rows: { id: string }[] }>(VARIANTS, {
      after: after ?? "",
      limit,
    })
  )
}

function idsOf({ rows }: { rows: { id: string }[] }): string[] {
  return rows.map(({ id }) => id)
}
