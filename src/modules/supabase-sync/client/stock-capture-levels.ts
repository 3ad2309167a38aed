import type { CapturedTable } from "./stock-capture-sql"

/*
 * A live level is known by its item and its location: a soft deletion takes it away, and moving it
 * takes it away from one and adds it to the other. Joined in full, which PostgreSQL does by hash or
 * merge only: with a nested loop 600 levels would be compared with 600. As quick as EXCEPT over the
 * same columns, for one level and for 600 (2 ms), most of which goes into the appended rows.
 */
const LIVE_LEVELS = (rows: string) => `(
            SELECT inventory_item_id AS item, location_id AS location,
                   stocked_quantity AS stocked, reserved_quantity AS reserved
            FROM ${rows} WHERE deleted_at IS NULL)`

/** Medusa's inventory levels: how many of an item are at a location, and how many of those are promised. */
export const CAPTURED_LEVELS: CapturedTable = {
  table: "inventory_level",
  columns: [
    "inventory_item_id",
    "location_id",
    "stocked_quantity",
    "reserved_quantity",
    "deleted_at",
  ],
  notes: [
    {
      on: "INSERT",
      into: ["inventory_item_id", "source"],
      select:
        "SELECT DISTINCT inventory_item_id, 'level_added' FROM new_rows WHERE deleted_at IS NULL",
    },
    {
      on: "UPDATE",
      into: ["inventory_item_id", "source"],
      select: `
          SELECT DISTINCT coalesce(after.item, before.item),
            CASE
              WHEN before.item IS NULL THEN 'level_added'
              WHEN after.item IS NULL THEN 'level_removed'
              WHEN after.stocked <> before.stocked THEN 'stocked'
              ELSE 'reserved'
            END
          FROM ${LIVE_LEVELS("old_rows")} AS before
          FULL JOIN ${LIVE_LEVELS("new_rows")} AS after
            ON after.item = before.item AND after.location = before.location
          WHERE before.item IS NULL OR after.item IS NULL
            OR after.stocked <> before.stocked OR after.reserved <> before.reserved`,
    },
    {
      on: "DELETE",
      into: ["inventory_item_id", "source"],
      select:
        "SELECT DISTINCT inventory_item_id, 'level_removed' FROM old_rows WHERE deleted_at IS NULL",
    },
  ],
}
