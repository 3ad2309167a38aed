import { LEGACY_STORE_MAPPINGS } from "../../../src/config/legacy-store"
import { pushToLegacyStore } from "../../../src/modules/supabase-sync/client/legacy-store"
import { MappingWatch } from "../../../src/modules/supabase-sync/client/mapping-watch"
import type { LegacyStoreMapping } from "../../../src/modules/supabase-sync/types"
import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../../helpers/legacy-store"
import { logInto } from "../../helpers/queue-fixture"
import { waitFor } from "../../helpers/wait-for"
import { figure, putThings } from "./legacy-rows"
import { SyncFixture } from "./sync-fixture"

const { variants: VARIANTS, products: PRODUCTS } = LEGACY_STORE_MAPPINGS

let store: LegacyStoreUnderTest
let logged: string[]

const run = (sql: string) => store.owner.query(sql)

async function problemsOf(
  mapping: LegacyStoreMapping
): Promise<readonly string[]> {
  const watch = new MappingWatch(store.sync, mapping, logInto(logged))
  await watch.look()
  return watch.problems
}

const allow = (column: string) =>
  `GRANT SELECT (${column}), UPDATE (${column}) ON product_variants TO medusa_sync`

describe("the mapping and the legacy store's real columns", () => {
  beforeEach(async () => {
    logged = []
    store = await openLegacyStore("variants")
  })
  afterEach(async () => {
    await store.drop()
  })

  it("agree where our SQL was run", async () => {
    expect(await problemsOf(VARIANTS)).toEqual([])
    expect(logged).toEqual([])
  })

  it.each([
    [
      "F53: a column of the shop was renamed",
      "ALTER TABLE product_variants RENAME COLUMN inventory_quantity TO pieces",
      "public.product_variants.inventory_quantity (sellable.quantity) is missing: rename it back, or correct SUPABASE_STOCK_PRESET",
    ],
    [
      "a column of Medusa's is missing",
      "ALTER TABLE products DROP COLUMN medusa_stock_version",
      "public.products.medusa_stock_version (style.version) is missing: run scripts/supabase/01-medusa-columns.sql there",
    ],
    [
      "a table is missing",
      "ALTER TABLE product_variants RENAME TO away",
      "public.product_variants is missing: create it, or correct",
    ],
    [
      "F53: the key is a uuid",
      `ALTER TABLE product_variants DROP COLUMN medusa_variant_id;
       ALTER TABLE product_variants ADD COLUMN medusa_variant_id uuid UNIQUE; ${allow("medusa_variant_id")}`,
      "public.product_variants.medusa_variant_id (sellable.key) is of type uuid but must hold text",
    ],
    [
      "F53: versions would not fit",
      "ALTER TABLE product_variants ALTER COLUMN medusa_stock_version TYPE int",
      "public.product_variants.medusa_stock_version (sellable.version) is of type int4 but must hold bigint",
    ],
    [
      "F53: the number is a text",
      "ALTER TABLE products ALTER COLUMN total_inventory DROP DEFAULT, ALTER COLUMN total_inventory TYPE text",
      "public.products.total_inventory (style.quantity) is of type text but must hold number",
    ],
    [
      "F54: a right was revoked",
      "REVOKE UPDATE (inventory_quantity) ON product_variants FROM medusa_sync",
      "public.product_variants.inventory_quantity must not be written by the role: run scripts/supabase/02-sync-role.sql there",
    ],
    [
      "F54: a column of orders cannot be read",
      "REVOKE SELECT (stripe_payment_intent) ON orders FROM medusa_sync",
      "public.orders.stripe_payment_intent must not be read by the role",
    ],
    [
      "the schema is closed",
      "REVOKE USAGE ON SCHEMA public FROM medusa_sync, public",
      "The schema public is not open to the role",
    ],
    [
      "F54: no policy lets the role update",
      "DROP POLICY medusa_sync_update ON products",
      "Row-level security of public.products lets the role update no row: run scripts/supabase/02-sync-role.sql there",
    ],
    [
      "the key has no index",
      "DROP INDEX product_variants_medusa_variant_id_key",
      "public.product_variants.medusa_variant_id has no index, so each push reads the whole table",
    ],
  ])("differ where %s, which is told once", async (_, sql, problem) => {
    await run(sql)
    const watch = new MappingWatch(store.sync, VARIANTS, logInto(logged))
    await watch.look()
    await watch.look()
    expect(watch.problems).toEqual([expect.stringContaining(problem)])
    expect(logged).toEqual([expect.stringContaining(problem)])
  })

  it("agree again once it is mended, which is told too", async () => {
    await run("ALTER TABLE product_variants RENAME TO away")
    const watch = new MappingWatch(store.sync, VARIANTS, logInto(logged))
    await watch.look()
    await run("ALTER TABLE away RENAME TO product_variants")
    await watch.look()
    expect(watch.problems).toEqual([])
    expect(logged.at(-1)).toContain("as expected again")
  })

  it("may have names that must be quoted, in a schema of its own", async () => {
    await run(
      `CREATE SCHEMA "the shop"; GRANT USAGE ON SCHEMA "the shop" TO medusa_sync;
       CREATE TABLE "the shop"."All ""Sizes""" ("Medusa's" varchar UNIQUE, "how many" numeric, v bigint, at timestamptz);
       GRANT SELECT, UPDATE ON "the shop"."All ""Sizes""" TO medusa_sync;
       INSERT INTO "the shop"."All ""Sizes""" VALUES ('a"b\\c''d', 50), ('other', 50)`
    )
    const sellable = {
      schema: "the shop",
      table: 'All "Sizes"',
      key: "Medusa's",
      quantity: "how many",
      version: "v",
      syncedAt: "at",
    }
    expect(await problemsOf({ sellable })).toEqual([])
    const outcomes = await pushToLegacyStore(store.sync, sellable, {
      version: 7,
      figures: [figure("a\"b\\c'd", 4)],
    })
    expect([...outcomes.values()]).toEqual(["written"])
    const { rows } = await run(
      'SELECT "how many" FROM "the shop"."All ""Sizes""" ORDER BY 1'
    )
    expect(rows).toEqual([{ "how many": "4" }, { "how many": "50" }])
  })

  it("are compared again when a push fails for their sake", async () => {
    const fixture = await SyncFixture.open()
    try {
      await fixture.queue.put("variant_1")
      await fixture.store.owner.query(
        "ALTER TABLE product_variants RENAME COLUMN inventory_quantity TO pieces"
      )
      await fixture.start()
      await waitFor("the problem to be known", () =>
        fixture
          .problems()
          .some((problem) => problem.includes("inventory_quantity"))
      )
    } finally {
      await fixture.close()
    }
  })
})

describe("a shop with one table", () => {
  it("may have no column in_stock, and one that appears later is written", async () => {
    logged = []
    store = await openLegacyStore("products")
    try {
      await putThings(store.owner, ["variant_1"])
      const watch = new MappingWatch(store.sync, PRODUCTS, logInto(logged))
      expect(await watch.resolve(PRODUCTS.sellable)).not.toHaveProperty(
        "inStock",
        "in_stock"
      )
      expect(watch.problems).toEqual([])
      await run(
        "ALTER TABLE products ADD COLUMN in_stock boolean; GRANT UPDATE (in_stock) ON products TO medusa_sync"
      )
      await watch.look()
      expect(await watch.resolve(PRODUCTS.sellable)).toEqual(PRODUCTS.sellable)
      await run("ALTER TABLE products DROP COLUMN in_stock")
      const push = async () =>
        pushToLegacyStore(store.sync, await watch.resolve(PRODUCTS.sellable), {
          version: 7,
          figures: [figure("variant_1", 4)],
        })
      const failure: unknown = await push().catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: "legacy_store_42703" })
      await watch.look()
      expect([...(await push()).values()]).toEqual(["written"])
      expect(logged).toEqual([])
    } finally {
      await store.drop()
    }
  })
})
