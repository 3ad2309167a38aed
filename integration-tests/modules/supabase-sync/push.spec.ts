import { LEGACY_STORE_MAPPINGS } from "../../../src/config/legacy-store"
import { MappingWatch } from "../../../src/modules/supabase-sync/client/mapping-watch"
import type { StockFigure } from "../../../src/modules/supabase-sync/types"
import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../../helpers/legacy-store"
import { logInto } from "../../helpers/queue-fixture"
import { figure, pushBoth, putSizes, putThings, readSizes } from "./legacy-rows"

let store: LegacyStoreUnderTest

const pushSizes = async (
  version: number,
  sellables: StockFigure[],
  styles: StockFigure[] = []
) => {
  const outcomes = await pushBoth(store.sync, LEGACY_STORE_MAPPINGS.variants, {
    version,
    sellables,
    styles,
  })
  return {
    sellables: Object.fromEntries(outcomes.sellables),
    styles: Object.fromEntries(outcomes.styles),
  }
}

const wholeTable = async (table: string): Promise<unknown[]> =>
  (await store.owner.query<Record<string, unknown>>(`SELECT * FROM ${table}`))
    .rows

describe("a push to a legacy store with sizes", () => {
  beforeAll(async () => {
    store = await openLegacyStore("variants")
  })
  afterAll(async () => {
    await store.drop()
  })
  beforeEach(async () => {
    await putSizes(store.owner, ["variant_1", "variant_2", "variant_3"])
  })

  it("writes sizes and styles, and touches no other row", async () => {
    const outcomes = await pushSizes(
      7,
      [figure("variant_2", 4), figure("variant_1", 0)],
      [figure("prod_1", 4)]
    )
    expect(outcomes).toEqual({
      sellables: { variant_1: "written", variant_2: "written" },
      styles: { prod_1: "written" },
    })
    expect(await readSizes(store.owner)).toEqual([
      { id: "variant_1", quantity: 0, version: 7 },
      { id: "variant_2", quantity: 4, version: 7 },
      { id: "variant_3", quantity: 50, version: null },
    ])
    expect(await wholeTable("products")).toEqual([
      expect.objectContaining({
        total_inventory: 4,
        in_stock: true,
        medusa_stock_version: "7",
        medusa_synced_at: expect.any(Date),
      }),
    ])
  })

  it("says of a style that is sold out that it is not in stock", async () => {
    await pushSizes(7, [], [figure("prod_1", 4)])
    await pushSizes(8, [], [figure("prod_1", 0)])
    expect(await wholeTable("products")).toEqual([
      expect.objectContaining({ total_inventory: 0, in_stock: false }),
    ])
  })

  it("F48: changes nothing when it is sent again after its answer was lost", async () => {
    const push = () =>
      pushSizes(7, [figure("variant_1", 4)], [figure("prod_1", 4)])
    await push()
    const [sizes, styles] = [
      await wholeTable("product_variants"),
      await wholeTable("products"),
    ]
    expect(await push()).toEqual({
      sellables: { variant_1: "superseded" },
      styles: { prod_1: "superseded" },
    })
    expect(await wholeTable("product_variants")).toEqual(sizes)
    expect(await wholeTable("products")).toEqual(styles)
  })

  it("F49: never lets an older version over a newer one", async () => {
    await pushSizes(8, [figure("variant_1", 4)], [figure("prod_1", 4)])
    const outcomes = await pushSizes(
      7,
      [figure("variant_1", 9), figure("variant_2", 9)],
      [figure("prod_1", 18)]
    )
    expect(outcomes).toEqual({
      sellables: { variant_1: "superseded", variant_2: "written" },
      styles: { prod_1: "superseded" },
    })
    expect(await readSizes(store.owner)).toMatchObject([
      { quantity: 4, version: 8 },
      { quantity: 9, version: 7 },
      { quantity: 50, version: null },
    ])
  })

  it("F49: is superseded also by a newer one that commits while it waits for the row", async () => {
    const newer = await store.owner.connect()
    try {
      await newer.query("BEGIN")
      await newer.query(
        "UPDATE product_variants SET inventory_quantity = 4, medusa_stock_version = 8 WHERE medusa_variant_id = 'variant_1'"
      )
      const older = pushSizes(7, [
        figure("variant_1", 9),
        figure("variant_2", 9),
      ])
      await newer.query(
        `DO $$ BEGIN
           FOR attempt IN 1..1000 LOOP
             PERFORM pg_stat_clear_snapshot();
             EXIT WHEN EXISTS (SELECT FROM pg_stat_activity
               WHERE usename = 'medusa_sync' AND datname = current_database() AND wait_event_type = 'Lock');
             PERFORM pg_sleep(0.01);
           END LOOP;
         END $$`
      )
      await newer.query("COMMIT")
      expect((await older).sellables).toEqual({
        variant_1: "superseded",
        variant_2: "written",
      })
    } finally {
      newer.release()
    }
    expect(await readSizes(store.owner)).toMatchObject([
      { quantity: 4, version: 8 },
      { quantity: 9, version: 7 },
      { quantity: 50, version: null },
    ])
  })

  it("names each figure that has no row, and writes the others", async () => {
    const { sellables } = await pushSizes(7, [
      figure("variant_unknown", 1),
      figure("variant_1", 4),
    ])
    expect(sellables).toEqual({
      variant_unknown: "not_found",
      variant_1: "written",
    })
  })

  it("writes every row of a style that the shop has twice", async () => {
    await store.owner.query(
      "INSERT INTO products (name, price, medusa_product_id) VALUES ('Black Suit again', 1, 'prod_1')"
    )
    await pushSizes(7, [], [figure("prod_1", 4)])
    expect(await wholeTable("products")).toMatchObject([
      { total_inventory: 4 },
      { total_inventory: 4 },
    ])
  })

  it("writes 1,000 rows with one statement", async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => `variant_${index}`)
    await putSizes(store.owner, ids)
    // A trigger of the whole statement counts them.
    await store.owner.query(
      `CREATE TABLE statements (id int); GRANT ALL ON statements TO public;
       CREATE FUNCTION count_statement() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN INSERT INTO public.statements VALUES (1); RETURN NULL; END $$;
       CREATE TRIGGER count_statement AFTER UPDATE ON product_variants
         FOR EACH STATEMENT EXECUTE FUNCTION count_statement()`
    )
    try {
      const { sellables } = await pushSizes(
        7,
        ids.map((id, index) => figure(id, index))
      )
      expect(new Set(Object.values(sellables))).toEqual(new Set(["written"]))
      expect(await wholeTable("statements")).toHaveLength(1)
    } finally {
      await store.owner.query(
        "DROP TABLE statements; DROP FUNCTION count_statement CASCADE"
      )
    }
    expect(
      (await readSizes(store.owner)).every(
        ({ id, quantity }) => id === `variant_${quantity}`
      )
    ).toBe(true)
  })

  it("needs no statement where there is nothing to write", async () => {
    expect(await pushSizes(7, [])).toEqual({ sellables: {}, styles: {} })
  })

  it.each([
    ["has no column in_stock", "SELECT 1", {}],
    [
      "has a column in_stock",
      "ALTER TABLE products ADD COLUMN in_stock boolean; GRANT UPDATE (in_stock) ON products TO medusa_sync",
      { in_stock: true },
    ],
  ])(
    "writes into one table when the shop has only one, which %s",
    async (_, sql, inStock) => {
      const shop = await openLegacyStore("products")
      try {
        await shop.owner.query(sql)
        await putThings(shop.owner, ["variant_1", "variant_2"])
        const watch = new MappingWatch(
          shop.sync,
          LEGACY_STORE_MAPPINGS.products,
          logInto([])
        )
        const sellable = await watch.resolve(
          LEGACY_STORE_MAPPINGS.products.sellable
        )
        const push = (version: number, quantity: number) =>
          pushBoth(
            shop.sync,
            { sellable },
            {
              version,
              sellables: [figure("variant_1", quantity)],
              // Styles have no row of their own there.
              styles: [figure("prod_1", quantity)],
            }
          )
        const written = await push(7, 4)
        expect([...written.sellables]).toEqual([["variant_1", "written"]])
        expect([...written.styles]).toEqual([])
        const older = await push(6, 9)
        expect([...older.sellables]).toEqual([["variant_1", "superseded"]])
        const { rows } = await shop.owner.query<Record<string, unknown>>(
          "SELECT * FROM products ORDER BY medusa_variant_id"
        )
        expect(rows).toMatchObject([
          { quantity: 4, medusa_stock_version: "7", ...inStock },
          { quantity: 50, medusa_stock_version: null },
        ])
      } finally {
        await shop.drop()
      }
    }
  )
})
