import { installStockCapture } from "../../../src/modules/supabase-sync/client/stock-capture"
import { peekChanges } from "../../../src/modules/supabase-sync/client/stock-queue"
import { WakeListener } from "../../../src/lib/durable-queue/wake-listener"
import type { ThrowAwayDatabase } from "../../helpers/throw-away-database"
import { waitFor } from "../../helpers/wait-for"
import { openInventory, putLevels, takeChanges } from "./inventory-fixture"

let database: ThrowAwayDatabase

const run = (sql: string) => database.pool.query(sql)

describe("the capture of stock changes", () => {
  beforeAll(async () => {
    database = await openInventory()
    await installStockCapture(database.pool)
  })
  afterAll(async () => {
    await database.drop()
  })
  beforeEach(async () => {
    await run("TRUNCATE inventory_level, inventory_item CASCADE")
    await putLevels(database, ["iitem_1", "iitem_2"])
    await run("TRUNCATE stock_change")
  })

  it("notes a level that is added", async () => {
    await putLevels(database, ["iitem_1"], "sloc_2")
    expect(await takeChanges(database)).toEqual(["iitem_1"])
  })

  it.each([
    ["the stocked quantity", "stocked_quantity = 9"],
    ["the reserved quantity", "reserved_quantity = 1"],
    ["a soft deletion", "deleted_at = now()"],
  ])("notes a change of %s, and of that item only", async (_, change) => {
    await run(
      `UPDATE inventory_level SET ${change} WHERE inventory_item_id = 'iitem_1'`
    )
    expect(await takeChanges(database)).toEqual(["iitem_1"])
  })

  it("notes that a soft-deleted level is back", async () => {
    await run("UPDATE inventory_level SET deleted_at = now()")
    await takeChanges(database)
    await run(
      "UPDATE inventory_level SET deleted_at = NULL WHERE inventory_item_id = 'iitem_2'"
    )
    expect(await takeChanges(database)).toEqual(["iitem_2"])
  })

  it("notes a level that is deleted for good", async () => {
    await run("DELETE FROM inventory_level WHERE inventory_item_id = 'iitem_2'")
    expect(await takeChanges(database)).toEqual(["iitem_2"])
  })

  it("notes both items of a level that is moved from one to the other", async () => {
    await run("DELETE FROM inventory_level WHERE inventory_item_id = 'iitem_2'")
    await takeChanges(database)
    await run("UPDATE inventory_level SET inventory_item_id = 'iitem_2'")
    expect(await takeChanges(database)).toEqual(["iitem_1", "iitem_2"])
  })

  it("notes 600 levels that one statement changes, each item once", async () => {
    const items = Array.from({ length: 600 }, (_, index) => `bulk_${index}`)
    await putLevels(database, items)
    await putLevels(database, items, "sloc_2")
    await takeChanges(database)
    await run(
      "UPDATE inventory_level SET stocked_quantity = stocked_quantity - 1 WHERE inventory_item_id LIKE 'bulk_%'"
    )
    expect(await takeChanges(database)).toEqual([...items].sort())
  })

  it("notes what an upsert adds and what it changes", async () => {
    await run("INSERT INTO inventory_item (id) VALUES ('iitem_3')")
    await run(
      `INSERT INTO inventory_level
         (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity, raw_reserved_quantity, raw_incoming_quantity)
       VALUES ('iitem_1_sloc_1', 'iitem_1', 'sloc_1', 3, '{}', '{}', '{}'),
              ('iitem_3_sloc_1', 'iitem_3', 'sloc_1', 3, '{}', '{}', '{}')
       ON CONFLICT (id) DO UPDATE SET stocked_quantity = excluded.stocked_quantity`
    )
    expect(await takeChanges(database)).toEqual(["iitem_1", "iitem_3"])
  })

  it.each([
    ["a statement that matches no level", "stocked_quantity = 1 WHERE false"],
    ["the same number written again", "stocked_quantity = stocked_quantity"],
    ["a note that sells nothing", "metadata = '{}', updated_at = now()"],
    ["a delivery that is still on its way", "incoming_quantity = 5"],
  ])("notes nothing of %s", async (_, change) => {
    await run(`UPDATE inventory_level SET ${change}`)
    expect(await takeChanges(database)).toEqual([])
  })

  it("notes nothing of a transaction that is rolled back", async () => {
    const client = await database.pool.connect()
    try {
      await client.query("BEGIN")
      await client.query("UPDATE inventory_level SET stocked_quantity = 0")
      const seen = await client.query("SELECT FROM stock_change")
      expect(seen.rowCount).toBe(2)
      await client.query("ROLLBACK")
    } finally {
      client.release()
    }
    expect(await takeChanges(database)).toEqual([])
  })

  it("F50: has the change of a transaction that commits after later ones", async () => {
    const slow = await database.pool.connect()
    try {
      await slow.query("BEGIN")
      await slow.query(
        "UPDATE inventory_level SET stocked_quantity = 1 WHERE inventory_item_id = 'iitem_1'"
      )
      await run(
        "UPDATE inventory_level SET stocked_quantity = 2 WHERE inventory_item_id = 'iitem_2'"
      )
      expect(await peekChanges(database.pool, 10)).toMatchObject([
        { inventoryItemId: "iitem_2" },
      ])
      expect(await takeChanges(database)).toEqual(["iitem_2"])
      await slow.query("COMMIT")
    } finally {
      slow.release()
    }
    expect(await takeChanges(database)).toEqual(["iitem_1"])
  })

  it("wakes listeners when a change commits", async () => {
    let wakes = 0
    const listener = new WakeListener({
      connectionString: database.url,
      channel: "stock_change",
      onWake: () => (wakes += 1),
      onError: (error) => {
        throw error
      },
    })
    await listener.start()
    try {
      await run("UPDATE inventory_level SET stocked_quantity = 0")
      await waitFor("the wake-up", () => wakes >= 2)
    } finally {
      await listener.stop()
    }
  })
})
