import { installStockCapture } from "../../../src/modules/supabase-sync/client/stock-capture"
import type { ThrowAwayDatabase } from "../../helpers/throw-away-database"
import { openInventory, putLevels, takeNotes } from "./inventory-fixture"

let database: ThrowAwayDatabase

const run = (sql: string) => database.pool.query(sql)

/** Two variants of a product, one of another; two parts; a channel with a location. */
const START = `
  TRUNCATE inventory_level, inventory_item, product_variant, product_variant_inventory_item,
           sales_channel_stock_location, stock_location, store, stock_rule CASCADE;
  INSERT INTO product_variant (id, product_id) VALUES
    ('variant_1', 'prod_1'), ('variant_2', 'prod_1'), ('variant_3', 'prod_2');
  INSERT INTO product_variant_inventory_item (variant_id, inventory_item_id) VALUES
    ('variant_1', 'iitem_1'), ('variant_2', 'iitem_1'), ('variant_3', 'iitem_2');
  INSERT INTO stock_location (id) VALUES ('sloc_1'), ('sloc_2');
  INSERT INTO sales_channel_stock_location VALUES ('sc_1', 'sloc_1');
  INSERT INTO store VALUES ('store_1', 'Shop', 'sc_1');
  INSERT INTO stock_rule (id, scope, safety_stock) VALUES
    ('general', 'general', 1), ('prod_1', 'product', 2), ('variant_3', 'variant', 3)`

const item = (inventory_item_id: string, source: string) => ({
  inventory_item_id,
  source,
})
const variant = (variant_id: string, product_id: string) => ({
  variant_id,
  product_id,
  source: "variant",
})
const kit = (variant_id: string) => ({ variant_id, source: "kit" })
const channel = (location_id: string) => ({ location_id, source: "channel" })
const SAFETY = { source: "safety_stock" }

describe("what the triggers note", () => {
  beforeAll(async () => {
    database = await openInventory()
    await installStockCapture(database.pool)
  })
  afterAll(async () => {
    await database.drop()
  })
  beforeEach(async () => {
    await run(START)
    await putLevels(database, ["iitem_1", "iitem_2"])
    await run("TRUNCATE stock_change")
  })

  const LEVEL = "WHERE inventory_item_id = 'iitem_1'"
  it.each([
    ["stocked_quantity = 9", [item("iitem_1", "stocked")]],
    ["reserved_quantity = 1", [item("iitem_1", "reserved")]],
    [
      "stocked_quantity = 9, reserved_quantity = 1",
      [item("iitem_1", "stocked")],
    ],
    ["deleted_at = now()", [item("iitem_1", "level_removed")]],
    [
      "location_id = 'sloc_2'",
      [item("iitem_1", "level_added"), item("iitem_1", "level_removed")],
    ],
    [
      "inventory_item_id = 'iitem_2', location_id = 'sloc_2'",
      [item("iitem_2", "level_added"), item("iitem_1", "level_removed")],
    ],
  ])("F58: of a level, of %s", async (change, notes) => {
    await run(`UPDATE inventory_level SET ${change} ${LEVEL}`)
    expect(await takeNotes(database)).toEqual(notes)
  })

  it("F58: of a level that is back, and nothing of one that is gone", async () => {
    await run(`UPDATE inventory_level SET deleted_at = now() ${LEVEL}`)
    await takeNotes(database)
    await run(`UPDATE inventory_level SET stocked_quantity = 7 ${LEVEL}`)
    expect(await takeNotes(database)).toEqual([])
    await run(`UPDATE inventory_level SET deleted_at = NULL ${LEVEL}`)
    expect(await takeNotes(database)).toEqual([item("iitem_1", "level_added")])
  })

  it.each([
    [
      "a location linked to a channel",
      "INSERT INTO sales_channel_stock_location VALUES ('sc_1', 'sloc_2')",
      [channel("sloc_2")],
    ],
    [
      "a link that is taken away",
      "UPDATE sales_channel_stock_location SET deleted_at = now()",
      [channel("sloc_1")],
    ],
    [
      "a link that is deleted for good",
      "DELETE FROM sales_channel_stock_location",
      [channel("sloc_1")],
    ],
    [
      "a location that is deleted",
      "UPDATE stock_location SET deleted_at = now() WHERE id = 'sloc_1'",
      [channel("sloc_1")],
    ],
    [
      "another channel of the store",
      "UPDATE store SET default_sales_channel_id = 'sc_2'",
      [{ source: "channel" }],
    ],
    [
      "an item that is deleted by hand",
      "UPDATE inventory_item SET deleted_at = now() WHERE id = 'iitem_2'",
      [item("iitem_2", "level_removed")],
    ],
  ])("F58: of %s", async (_, sql, notes) => {
    await run(sql)
    expect(await takeNotes(database)).toEqual(notes)
  })

  it.each([
    [
      "added",
      "INSERT INTO product_variant (id, product_id) VALUES ('variant_4', 'prod_2')",
      [variant("variant_4", "prod_2")],
    ],
    [
      "no longer managed",
      "UPDATE product_variant SET manage_inventory = false WHERE product_id = 'prod_1'",
      [variant("variant_1", "prod_1"), variant("variant_2", "prod_1")],
    ],
    [
      "allowed to be back-ordered",
      "UPDATE product_variant SET allow_backorder = (id = 'variant_2')",
      [variant("variant_2", "prod_1")],
    ],
    [
      "soft-deleted",
      "UPDATE product_variant SET deleted_at = now() WHERE id = 'variant_3'",
      [variant("variant_3", "prod_2")],
    ],
    [
      "deleted for good",
      "DELETE FROM product_variant WHERE id = 'variant_3'",
      [variant("variant_3", "prod_2")],
    ],
    [
      "moved to another product",
      "UPDATE product_variant SET product_id = 'prod_2' WHERE id = 'variant_1'",
      [variant("variant_1", "prod_1"), variant("variant_1", "prod_2")],
    ],
  ])("F58: of a variant that is %s", async (_, sql, notes) => {
    await run(sql)
    expect(await takeNotes(database)).toEqual(notes)
  })

  it.each([
    [
      "a part more",
      "INSERT INTO product_variant_inventory_item VALUES ('variant_3', 'iitem_1', 2)",
    ],
    [
      "more of a part",
      "UPDATE product_variant_inventory_item SET required_quantity = 2 WHERE variant_id = 'variant_3'",
    ],
    [
      "a part less",
      "UPDATE product_variant_inventory_item SET deleted_at = now() WHERE variant_id = 'variant_3'",
    ],
    [
      "no part left",
      "DELETE FROM product_variant_inventory_item WHERE variant_id = 'variant_3'",
    ],
    [
      "another part",
      "UPDATE product_variant_inventory_item SET inventory_item_id = 'iitem_1' WHERE variant_id = 'variant_3'",
    ],
  ])("F58: of a kit with %s", async (_, sql) => {
    await run(sql)
    expect(await takeNotes(database)).toEqual([kit("variant_3")])
  })

  it("of a part that goes over to another kit: both", async () => {
    await run(
      "UPDATE product_variant_inventory_item SET variant_id = 'variant_9' WHERE variant_id = 'variant_3'"
    )
    expect(await takeNotes(database)).toEqual([
      kit("variant_3"),
      kit("variant_9"),
    ])
  })

  it.each([
    ["general", SAFETY],
    ["prod_1", { ...SAFETY, product_id: "prod_1" }],
    ["variant_3", { ...SAFETY, variant_id: "variant_3" }],
  ])("of the safety stock of %s", async (id, note) => {
    for (const change of ["safety_stock = 7", "sold_out_below = 2"]) {
      await run(`UPDATE stock_rule SET ${change} WHERE id = '${id}'`)
      expect(await takeNotes(database)).toEqual([note])
    }
    await run(`DELETE FROM stock_rule WHERE id = '${id}'`)
    expect(await takeNotes(database)).toEqual([note])
  })

  it.each([
    "UPDATE product_variant SET title = 'Another', deleted_at = NULL",
    "UPDATE product_variant_inventory_item SET updated_at = now()",
    "UPDATE store SET name = 'Another', default_sales_channel_id = 'sc_1'",
    "UPDATE stock_location SET name = 'Another'",
    "UPDATE inventory_item SET title = 'Another'",
    "UPDATE stock_rule SET updated_by = 'user_1', updated_at = now()",
    "UPDATE product_variant SET manage_inventory = false WHERE false",
  ])("nothing of: %s", async (sql) => {
    await run(sql)
    expect(await takeNotes(database)).toEqual([])
  })
})
