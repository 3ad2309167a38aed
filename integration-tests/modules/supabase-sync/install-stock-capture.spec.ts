import {
  installStockCapture,
  isStockCaptured,
} from "../../../src/modules/supabase-sync/client/stock-capture"
import type { ThrowAwayDatabase } from "../../helpers/throw-away-database"
import {
  openInventory,
  putLevels,
  takeChanges,
  takeNotes,
} from "./inventory-fixture"

let database: ThrowAwayDatabase

const run = (sql: string) => database.pool.query(sql)

describe("installing the capture", () => {
  beforeEach(async () => {
    database = await openInventory()
  })
  afterEach(async () => {
    await database.drop()
  })

  it("asks for everything that is there, also when it is done again", async () => {
    await putLevels(database, ["iitem_1", "iitem_2"])
    expect(await takeChanges(database)).toEqual([])
    for (let time = 1; time <= 2; time++) {
      await installStockCapture(database.pool)
      expect(await takeNotes(database)).toEqual([{ source: "installed" }])
    }
    await run(
      "UPDATE inventory_level SET stocked_quantity = 0 WHERE inventory_item_id = 'iitem_1'"
    )
    expect(await takeChanges(database)).toEqual(["iitem_1"])
  })

  it.each([
    ["nothing is installed", "SELECT 1"],
    [
      "a trigger is switched off",
      "ALTER TABLE inventory_level DISABLE TRIGGER stock_capture_update",
    ],
    [
      "a trigger is dropped",
      "DROP TRIGGER stock_capture_delete ON inventory_level",
    ],
    [
      "a trigger is left to replicas",
      "ALTER TABLE product_variant ENABLE REPLICA TRIGGER stock_capture_update",
    ],
    ["the table is gone", "DROP TABLE inventory_level CASCADE"],
    ["the links are gone", "DROP TABLE sales_channel_stock_location"],
  ])("is seen not to be whole when %s", async (what, sql) => {
    if (what !== "nothing is installed") {
      await installStockCapture(database.pool)
      expect(await isStockCaptured(database.pool)).toBe(true)
    }
    await run(sql)
    expect(await isStockCaptured(database.pool)).toBe(false)
  })

  it.each([
    [
      "a column was renamed",
      "ALTER TABLE inventory_level RENAME COLUMN reserved_quantity TO held",
      "lacks reserved_quantity",
    ],
    [
      "the table is gone",
      "DROP TABLE inventory_level CASCADE",
      "inventory_level lacks inventory_item_id, location_id, stocked_quantity, reserved_quantity, deleted_at",
    ],
    [
      "links are not there yet",
      `DROP TABLE product_variant_inventory_item;
       ALTER TABLE product_variant DROP COLUMN allow_backorder`,
      "Medusa's table product_variant lacks allow_backorder; product_variant_inventory_item lacks variant_id, inventory_item_id, required_quantity, deleted_at. This version",
    ],
  ])("fails loudly where %s", async (_, sql, message) => {
    await run(sql)
    await expect(installStockCapture(database.pool)).rejects.toThrow(message)
    expect(await isStockCaptured(database.pool)).toBe(false)
  })
})
