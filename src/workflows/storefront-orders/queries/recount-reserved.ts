import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const LOCK = `
  SELECT id FROM inventory_level
  WHERE inventory_item_id = ANY(:items) AND deleted_at IS NULL
  ORDER BY id FOR UPDATE`

const RECOUNT = `
  UPDATE inventory_level AS level
  SET reserved_quantity = counted.quantity,
      raw_reserved_quantity = jsonb_build_object('value', counted.quantity::text, 'precision', 20),
      updated_at = clock_timestamp()
  FROM (
    SELECT own.id, coalesce(sum(item.quantity), 0) AS quantity
    FROM inventory_level AS own
    LEFT JOIN reservation_item AS item
      ON item.inventory_item_id = own.inventory_item_id
     AND item.location_id = own.location_id
     AND item.deleted_at IS NULL
    WHERE own.inventory_item_id = ANY(:items) AND own.deleted_at IS NULL
    GROUP BY own.id
  ) AS counted
  WHERE level.id = counted.id AND level.reserved_quantity <> counted.quantity`

/**
 * Sets the reserved quantity of inventory items to the sum of their reservations. Medusa reads it,
 * adds, and writes it back: of two processes that reserve at once, one is forgotten. Whoever counts
 * last here has waited for the others' rows and sees all their reservations.
 */
export async function recountReserved(
  knex: Knex,
  inventoryItemIds: readonly string[]
): Promise<void> {
  const items = [...inventoryItemIds]
  await knex.transaction(async (transaction) => {
    await transaction.raw(LOCK, { items })
    // A statement of its own: it has to see what was committed while the rows were waited for.
    await transaction.raw(RECOUNT, { items })
  })
}
