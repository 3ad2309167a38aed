import {
  inventoryMigrations,
  ownMigrations,
} from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

/*
 * Links are tables that Medusa's sync of links makes, no migration does; of the other modules only
 * what what can be sold depends on.
 */
const OTHER_TABLES = `
  CREATE TABLE product_variant (
    id text PRIMARY KEY, product_id text, title text, manage_inventory boolean DEFAULT true,
    allow_backorder boolean DEFAULT false, deleted_at timestamptz);
  CREATE TABLE product_variant_inventory_item (
    variant_id text, inventory_item_id text, required_quantity numeric DEFAULT 1,
    updated_at timestamptz, deleted_at timestamptz, PRIMARY KEY (variant_id, inventory_item_id));
  CREATE INDEX ON product_variant_inventory_item (inventory_item_id) WHERE deleted_at IS NULL;
  CREATE TABLE sales_channel_stock_location (
    sales_channel_id text, stock_location_id text, deleted_at timestamptz,
    PRIMARY KEY (sales_channel_id, stock_location_id));
  CREATE TABLE stock_location (id text PRIMARY KEY, name text, deleted_at timestamptz);
  CREATE TABLE store (
    id text PRIMARY KEY, name text, default_sales_channel_id text, deleted_at timestamptz)`

/** A database with Medusa's own inventory tables, what is needed of its others, and those of the sync. */
export async function openInventory(): Promise<ThrowAwayDatabase> {
  const database = await createThrowAwayDatabase("stock_test", [
    inventoryMigrations(),
    ownMigrations("supabase-sync"),
  ])
  await database.pool.query(OTHER_TABLES)
  return database
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

/** Takes away the changes that were captured: what each says, without what it does not. */
export async function takeNotes({
  pool,
}: ThrowAwayDatabase): Promise<Record<string, string>[]> {
  const { rows } = await pool.query<{ note: Record<string, string> }>(
    `DELETE FROM stock_change AS change
     RETURNING jsonb_strip_nulls(to_jsonb(change)) - 'id' - 'created_at' - 'updated_at' AS note`
  )
  return rows
    .map(({ note }) => note)
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
