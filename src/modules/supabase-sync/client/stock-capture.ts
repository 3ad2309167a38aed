import type { Pool } from "pg"

/** What the capture relies on in Medusa's table. */
const NEEDED_COLUMNS = [
  "inventory_item_id",
  "location_id",
  "stocked_quantity",
  "reserved_quantity",
  "deleted_at",
]

const TRIGGERS = [
  "stock_capture_insert",
  "stock_capture_update",
  "stock_capture_delete",
]

/*
 * Statement-level, with transition tables: one insert for a bulk update of 600 levels, and no lock
 * beyond the append. The notification goes out when the change commits, and only then.
 */
const INSTALL = `
  CREATE OR REPLACE FUNCTION capture_stock_change() RETURNS trigger LANGUAGE plpgsql AS $capture$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      INSERT INTO stock_change (inventory_item_id)
      SELECT changed.inventory_item_id FROM (
        SELECT inventory_item_id, location_id, stocked_quantity, reserved_quantity, deleted_at FROM new_levels
        EXCEPT
        SELECT inventory_item_id, location_id, stocked_quantity, reserved_quantity, deleted_at FROM old_levels
      ) AS changed
      UNION
      -- An item whose level went over to another item.
      (SELECT inventory_item_id FROM old_levels EXCEPT SELECT inventory_item_id FROM new_levels);
    ELSIF TG_OP = 'INSERT' THEN
      INSERT INTO stock_change (inventory_item_id) SELECT DISTINCT inventory_item_id FROM new_levels;
    ELSE
      INSERT INTO stock_change (inventory_item_id) SELECT DISTINCT inventory_item_id FROM old_levels;
    END IF;
    IF FOUND THEN
      PERFORM pg_notify('stock_change', '');
    END IF;
    RETURN NULL;
  END
  $capture$;

  CREATE OR REPLACE TRIGGER stock_capture_insert AFTER INSERT ON inventory_level
    REFERENCING NEW TABLE AS new_levels
    FOR EACH STATEMENT EXECUTE FUNCTION capture_stock_change();
  CREATE OR REPLACE TRIGGER stock_capture_update AFTER UPDATE ON inventory_level
    REFERENCING OLD TABLE AS old_levels NEW TABLE AS new_levels
    FOR EACH STATEMENT EXECUTE FUNCTION capture_stock_change();
  CREATE OR REPLACE TRIGGER stock_capture_delete AFTER DELETE ON inventory_level
    REFERENCING OLD TABLE AS old_levels
    FOR EACH STATEMENT EXECUTE FUNCTION capture_stock_change();`

/**
 * Installs the triggers that note every change of stock in the transaction of the change itself,
 * and queues everything there is, so that no change from before is missed. May be run again.
 *
 * @throws Error when Medusa's table does not have the columns that the capture relies on.
 */
export async function installStockCapture(pool: Pool): Promise<void> {
  await assertInventoryLevelTable(pool)
  await pool.query(INSTALL)
  await pool.query(
    "INSERT INTO stock_change (inventory_item_id) SELECT DISTINCT inventory_item_id FROM inventory_level"
  )
}

/** Whether all triggers are there and enabled; without them changes go unseen. */
export async function isStockCaptured(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ count: string }>(
    `SELECT count(*) FROM pg_trigger
     WHERE tgrelid = to_regclass('inventory_level') AND tgname = ANY($1) AND tgenabled <> 'D'`,
    [TRIGGERS]
  )
  return Number(rows[0]?.count) === TRIGGERS.length
}

async function assertInventoryLevelTable(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ attname: string }>(
    `SELECT attname FROM pg_attribute
     WHERE attrelid = to_regclass('inventory_level') AND attnum > 0 AND NOT attisdropped`
  )
  const present = new Set(rows.map((row) => row.attname))
  const missing = NEEDED_COLUMNS.filter((column) => !present.has(column))
  if (missing.length > 0) {
    throw new Error(
      `Stock changes cannot be captured: Medusa's table inventory_level lacks ${missing.join(", ")}. This version of Medusa is not supported`
    )
  }
}
