import { type Knex, knex } from "@medusajs/framework/mikro-orm/knex"
import {
  peekChanges,
  queueItems,
} from "../../../src/modules/supabase-sync/client/stock-queue"
import type { WideFold } from "../../../src/modules/supabase-sync/types"
import {
  type FoldableMirror,
  foldChanges,
} from "../../../src/workflows/stock-mirror/queries/fold-changes"
import type { ThrowAwayDatabase } from "../../helpers/throw-away-database"
import { openInventory, putLevels } from "./inventory-fixture"

let database: ThrowAwayDatabase
let connection: Knex

const run = (sql: string) => database.pool.query(sql)

const mirror: FoldableMirror = {
  tellsProducts: true,
  peekChanges: (limit) => peekChanges(database.pool, limit),
  queueItems: (items, ids) => queueItems(database.pool, items, ids ?? []),
}

/** Folds until nothing is left. @returns how many steps it took */
async function foldAll(with_: FoldableMirror = mirror): Promise<number> {
  let wide: WideFold | null = null
  for (let steps = 1; ; steps++) {
    const folded = await foldChanges(connection, with_, wide)
    wide = folded.wide
    if (!folded.more) {
      return steps
    }
  }
}

async function queued(): Promise<Record<string, string>> {
  const { rows } = await database.pool.query<{ id: string; causes: string }>(
    "SELECT id, array_to_string(causes, ',') AS causes FROM stock_item WHERE state = 'pending'"
  )
  return Object.fromEntries(rows.map(({ id, causes }) => [id, causes]))
}

async function waiting(): Promise<number> {
  const { rowCount } = await run("SELECT FROM stock_change")
  return rowCount ?? 0
}

describe("folding changes", () => {
  beforeAll(async () => {
    database = await openInventory()
    connection = knex({ client: "pg", connection: database.url })
  })
  afterAll(async () => {
    await connection.destroy()
    await database.drop()
  })
  beforeEach(async () => {
    await run(
      `TRUNCATE stock_change, stock_item, inventory_level, inventory_item, product_variant,
                product_variant_inventory_item CASCADE;
       INSERT INTO product_variant (id, product_id, deleted_at) VALUES
         ('variant_1', 'prod_1', NULL), ('variant_2', 'prod_1', NULL), ('variant_3', 'prod_2', NULL),
         ('gone', 'prod_2', now())`
    )
    await putLevels(database, ["iitem_1", "iitem_2"])
    await putLevels(database, ["iitem_2"], "sloc_2")
    await run(
      `INSERT INTO product_variant_inventory_item (variant_id, inventory_item_id) VALUES
         ('variant_1', 'iitem_1'), ('variant_2', 'iitem_2'), ('variant_3', 'iitem_2')`
    )
  })

  it.each([
    [
      "an item's levels",
      "(inventory_item_id, source) VALUES ('iitem_1', 'reserved')",
      { variant_1: "reserved", prod_1: "reserved" },
    ],
    [
      "a location",
      "(location_id, source) VALUES ('sloc_2', 'channel')",
      {
        variant_2: "channel",
        variant_3: "channel",
        prod_1: "channel",
        prod_2: "channel",
      },
    ],
    [
      "a variant that left its product",
      "(variant_id, product_id, source) VALUES ('variant_1', 'prod_9', 'variant')",
      { variant_1: "variant", prod_1: "variant", prod_9: "variant" },
    ],
    [
      "a variant that is gone for good",
      "(variant_id, product_id, source) VALUES ('none', 'prod_9', 'variant')",
      { none: "variant", prod_9: "variant" },
    ],
    [
      "a product",
      "(product_id, source) VALUES ('prod_1', 'safety_stock')",
      {
        variant_1: "safety_stock",
        variant_2: "safety_stock",
        prod_1: "safety_stock",
      },
    ],
    [
      "everything, and a location on the way",
      "(location_id, source) VALUES (NULL, 'installed'), ('sloc_1', 'channel')",
      Object.fromEntries(
        ["variant_1", "variant_2", "variant_3", "prod_1", "prod_2"].map(
          (id) => [id, "channel,installed"]
        )
      ),
    ],
  ])("asks for what a change of %s concerns", async (_, change, items) => {
    await run(`INSERT INTO stock_change ${change}`)
    await foldAll()
    const found = Object.entries(await queued()).map(([id, causes]) => [
      id,
      causes.split(",").sort().join(","),
    ])
    expect(Object.fromEntries(found)).toEqual(items)
    expect(await waiting()).toBe(0)
  })

  it("asks of deleted variants only for one that was last told to be there", async () => {
    await run(
      `INSERT INTO stock_item (id, pushed_quantity, state, run_at) VALUES ('gone', 3, 'done', now());
       INSERT INTO stock_change (source) VALUES ('installed')`
    )
    await foldAll()
    expect(await queued()).toMatchObject({ gone: "installed" })
  })

  describe("with many of everything", () => {
    const MANY = 12_000

    beforeEach(async () => {
      await run(
        `INSERT INTO product_variant (id, product_id)
         SELECT 'many_' || n, 'style_' || n % 500 FROM generate_series(1, ${MANY}) AS n;
         INSERT INTO product_variant_inventory_item (variant_id, inventory_item_id)
         SELECT 'many_' || n, 'part_' || n FROM generate_series(1, ${MANY}) AS n;
         INSERT INTO inventory_item (id) SELECT 'part_' || n FROM generate_series(1, ${MANY}) AS n`
      )
      await putLevels(
        database,
        Array.from({ length: MANY }, (_, index) => `part_${index + 1}`),
        "sloc_9"
      )
    })

    it.each(["'sloc_9'", "NULL"])(
      "takes a step at a time, and lets go of the change with the last (%s)",
      async (location) => {
        await run(
          `INSERT INTO stock_change (location_id, source) VALUES (${location}, 'channel')`
        )
        const first = await foldChanges(connection, mirror, null)
        expect(first).toMatchObject({ folded: 0, more: true })
        expect(first.queued).toBeLessThan(MANY / 2)
        expect(await waiting()).toBe(1)
        // Meanwhile others go on, also a second of the same kind.
        await run(
          `INSERT INTO stock_change (inventory_item_id, location_id, source)
           VALUES ('iitem_1', NULL, 'stocked'), (NULL, ${location}, 'channel')`
        )
        const second = await foldChanges(connection, mirror, first.wide)
        expect(second).toMatchObject({ folded: 1, more: true })
        const third = await foldChanges(connection, mirror, second.wide)
        expect(third).toMatchObject({ folded: 1, wide: null, more: true })
        expect(await waiting()).toBe(1)
        await foldAll()
        expect(await waiting()).toBe(0)
        const { rowCount } = await run(
          "SELECT FROM stock_item WHERE id LIKE 'many%'"
        )
        expect(rowCount).toBe(MANY)
      }
    )

    it("F45: begins anew when its process dies before the last step", async () => {
      await run("INSERT INTO stock_change (source) VALUES ('installed')")
      const dying: FoldableMirror = {
        ...mirror,
        queueItems: (items, ids) =>
          ids?.length
            ? Promise.reject(new Error("killed"))
            : mirror.queueItems(items),
      }
      await expect(foldAll(dying)).rejects.toThrow("killed")
      expect(await waiting()).toBe(1)
      await foldAll()
      expect(await waiting()).toBe(0)
      expect(Object.keys(await queued())).toHaveLength(MANY + 3 + 500 + 2)
    })
  })

  it("asks once for what two processes fold at the same moment", async () => {
    await run(
      "INSERT INTO stock_change (inventory_item_id) VALUES ('iitem_1'), ('iitem_2')"
    )
    let both = 0
    let proceed = (): void => undefined
    const met = new Promise<void>((resolve) => (proceed = resolve))
    const slow: FoldableMirror = {
      ...mirror,
      queueItems: async (...given) => {
        both += 1
        if (both === 2) {
          proceed()
        }
        await met
        await mirror.queueItems(...given)
      },
    }
    await Promise.all([
      foldChanges(connection, slow, null),
      foldChanges(connection, slow, null),
    ])
    const { rows } = await database.pool.query<{ generation: number }>(
      "SELECT DISTINCT generation FROM stock_item"
    )
    expect(rows).toEqual([{ generation: 1 }])
  })
})
