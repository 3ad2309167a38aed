import { type Knex, knex } from "@medusajs/framework/mikro-orm/knex"
import { DurableQueue } from "../../../src/lib/durable-queue"
import { countWaitingChanges } from "../../../src/modules/supabase-sync/client/stock-status"
import {
  peekChanges,
  queueItems,
} from "../../../src/modules/supabase-sync/client/stock-queue"
import { WAITING_CHANGES_ALERT } from "../../../src/modules/supabase-sync/types"
import {
  type FoldableMirror,
  foldChanges,
} from "../../../src/workflows/stock-mirror/queries/fold-changes"
import type { ThrowAwayDatabase } from "../../helpers/throw-away-database"
import { openInventory } from "./inventory-fixture"

const MILLION = 1_000_000
const ITEMS = 1_000
const STEP = 10_000

describe("F60: with a million changes waiting", () => {
  let database: ThrowAwayDatabase
  let connection: Knex
  let mirror: FoldableMirror

  beforeAll(async () => {
    database = await openInventory()
    connection = knex({ client: "pg", connection: database.url })
    mirror = {
      tellsProducts: true,
      peekChanges: (limit) => peekChanges(database.pool, limit),
      queueItems: (items, ids) => queueItems(database.pool, items, ids ?? []),
    }
    await database.pool.query(
      `INSERT INTO product_variant (id, product_id)
       SELECT 'variant_' || n, 'prod_' || n % 10 FROM generate_series(1, ${ITEMS}) AS n;
       INSERT INTO product_variant_inventory_item (variant_id, inventory_item_id)
       SELECT 'variant_' || n, 'iitem_' || n FROM generate_series(1, ${ITEMS}) AS n;
       INSERT INTO stock_change (inventory_item_id)
       SELECT 'iitem_' || 1 + n % ${ITEMS} FROM generate_series(1, ${MILLION}) AS n;
       ANALYZE`
    )
  })
  afterAll(async () => {
    await connection.destroy()
    await database.drop()
  })

  it("raises the alert, and counts no further than to it", async () => {
    expect(await countWaitingChanges(database.pool)).toBe(WAITING_CHANGES_ALERT)
  })

  it("folds in bounded steps, and what is due can be claimed after the first", async () => {
    const first = await foldChanges(connection, mirror, null)
    expect(first).toEqual({
      folded: STEP,
      queued: ITEMS + 10,
      wide: null,
      more: true,
    })
    const queue = new DurableQueue(database.pool, {
      jobs: "stock_item",
      attempts: "stock_item_attempt",
    })
    expect(await queue.claim(ITEMS)).toHaveLength(ITEMS)
    let steps = 1
    for (let more = true; more; steps++) {
      ;({ more } = await foldChanges(connection, mirror, null))
    }
    expect(steps).toBeLessThanOrEqual(MILLION / STEP + 1)
    expect(await countWaitingChanges(database.pool)).toBe(0)
    const { rowCount } = await database.pool.query("SELECT FROM stock_item")
    expect(rowCount).toBe(ITEMS + 10)
  })
})
