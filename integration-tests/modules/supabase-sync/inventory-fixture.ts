import {
  inventoryMigrations,
  ownMigrations,
} from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

/** A database with Medusa's own inventory tables and those of the sync. */
export function openInventory(): Promise<ThrowAwayDatabase> {
  return createThrowAwayDatabase("stock_test", [
    inventoryMigrations(),
    ownMigrations("supabase-sync"),
  ])
}

/** Puts items in with one level of 10 pieces each, in one statement. */
export async function putLevels(
  { pool }: ThrowAwayDatabase,
  items: readonly string[],
  location = "sloc_1"
): Promise<void> {
  await pool.query(
    "INSERT INTO inventory_item (id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING",
    [items]
  )
  await pool.query(
    `INSERT INTO inventory_level
       (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity, raw_reserved_quantity, raw_incoming_quantity)
     SELECT item || '_' || $2, item, $2, 10, '{"value":"10"}', '{"value":"0"}', '{"value":"0"}'
     FROM unnest($1::text[]) AS item`,
    [items, location]
  )
}

/** Takes away the changes that were captured, and tells of which items, each as often as noted. */
export async function takeChanges({
  pool,
}: ThrowAwayDatabase): Promise<string[]> {
  const { rows } = await pool.query<{ inventory_item_id: string }>(
    "DELETE FROM stock_change RETURNING inventory_item_id"
  )
  return rows.map((row) => row.inventory_item_id).sort()
}
