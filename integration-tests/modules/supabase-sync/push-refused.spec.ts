import { LEGACY_STORE_MAPPINGS } from "../../../src/config/legacy-store"
import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../../helpers/legacy-store"
import { quietPool } from "../../helpers/throw-away-database"
import { figure, pushBoth, putSizes, readSizes } from "./legacy-rows"

let store: LegacyStoreUnderTest

const push = (version = 7) =>
  pushBoth(store.sync, LEGACY_STORE_MAPPINGS.variants, {
    version,
    sellables: [figure("variant_1", 4), figure("variant_2", 4)],
    styles: [figure("prod_1", 8)],
  })

const untouched = [
  { id: "variant_1", quantity: 50, version: null },
  { id: "variant_2", quantity: 50, version: null },
]

const run = (sql: string) => store.owner.query(sql)

describe("a push that the legacy store does not take", () => {
  beforeEach(async () => {
    store = await openLegacyStore("variants")
    await putSizes(store.owner, ["variant_1", "variant_2"])
  })
  afterEach(async () => {
    await store.drop()
  })

  it("F54: is a failure where row-level security filters the row, and the rest is written", async () => {
    await run(
      `CREATE POLICY hide ON product_variants AS RESTRICTIVE FOR UPDATE TO medusa_sync
       USING (medusa_variant_id <> 'variant_1')`
    )
    const { sellables } = await push()
    expect(Object.fromEntries(sellables)).toEqual({
      variant_1: "refused",
      variant_2: "written",
    })
    expect(await readSizes(store.owner)).toMatchObject([
      { quantity: 50, version: null },
      { quantity: 4, version: 7 },
    ])
  })

  it("F54: is a failure where row-level security lets the role read nothing", async () => {
    await run("DROP POLICY medusa_sync_select ON product_variants")
    const { sellables } = await push()
    expect(new Set(sellables.values())).toEqual(new Set(["not_found"]))
    expect(await readSizes(store.owner)).toEqual(untouched)
  })

  it.each([
    [
      "F54: the permission was taken away",
      "REVOKE UPDATE ON product_variants FROM medusa_sync; REVOKE UPDATE (inventory_quantity) ON product_variants FROM medusa_sync",
      "legacy_store_42501",
      "outage",
    ],
    [
      "F53: a column was renamed",
      "ALTER TABLE product_variants RENAME COLUMN inventory_quantity TO pieces",
      "legacy_store_42703",
      "outage",
    ],
    [
      "F53: a constraint forbids the number",
      "ALTER TABLE product_variants ADD CHECK (inventory_quantity > 4)",
      "legacy_store_23514",
      "permanent",
    ],
    [
      "F51: the server became a read-only replica",
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$",
      "legacy_store_25006",
      "outage",
    ],
  ])("writes nothing where %s", async (_, sql, code, retry) => {
    await run(sql)
    await expect(push()).rejects.toMatchObject({ code, retry })
    const { rows } = await run(
      "SELECT medusa_stock_version FROM product_variants"
    )
    expect(rows).toEqual([
      { medusa_stock_version: null },
      { medusa_stock_version: null },
    ])
  })

  it("leaves the connection clean for the next push after a failure", async () => {
    await run("ALTER TABLE products ADD CHECK (total_inventory > 8)")
    await expect(push()).rejects.toThrow()
    await run(
      "ALTER TABLE products DROP CONSTRAINT products_total_inventory_check"
    )
    const { sellables } = await push(8)
    expect(new Set(sellables.values())).toEqual(new Set(["written"]))
    expect(store.sync.totalCount).toBe(1)
  })

  it("F47: limits how long a statement there may take, and only its own", async () => {
    await run(
      `CREATE TABLE seen (statement_timeout text); GRANT ALL ON seen TO public;
       CREATE FUNCTION note_timeout() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN INSERT INTO public.seen SELECT current_setting('statement_timeout'); RETURN NULL; END $$;
       CREATE TRIGGER note_timeout AFTER UPDATE ON product_variants
         FOR EACH STATEMENT EXECUTE FUNCTION note_timeout()`
    )
    await push()
    const { rows } = await run("SELECT statement_timeout FROM seen")
    expect(rows).toEqual([{ statement_timeout: "30s" }])
    // A pooler may hand the same session to somebody else next.
    const after = await store.sync.query("SHOW statement_timeout")
    expect(after.rows).toEqual([{ statement_timeout: "0" }])
  })

  it("writes all but a row that somebody there keeps locked", async () => {
    const editor = await store.owner.connect()
    try {
      await editor.query(
        "BEGIN; SELECT FROM product_variants WHERE medusa_variant_id = 'variant_1' FOR UPDATE"
      )
      const { sellables } = await push()
      expect(Object.fromEntries(sellables)).toEqual({
        variant_1: "locked",
        variant_2: "written",
      })
    } finally {
      await editor.query("ROLLBACK")
      editor.release()
    }
    const { sellables } = await push(8)
    expect(new Set(sellables.values())).toEqual(new Set(["written"]))
  })

  it("F51: says that trying again may help when the connection breaks in the middle", async () => {
    await run(
      `CREATE FUNCTION break_connection() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
         $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
       CREATE TRIGGER break_connection AFTER UPDATE ON product_variants
         FOR EACH STATEMENT EXECUTE FUNCTION break_connection()`
    )
    await expect(push()).rejects.toMatchObject({ retry: "outage" })
    expect(await readSizes(store.owner)).toEqual(untouched)
    await run("DROP FUNCTION break_connection CASCADE")
    const { sellables } = await push()
    expect(new Set(sellables.values())).toEqual(new Set(["written"]))
  })

  it("says that trying again may help when nobody answers", async () => {
    const nobody = quietPool("postgres://medusa_sync@127.0.0.1:1/postgres")
    await expect(
      pushBoth(nobody, LEGACY_STORE_MAPPINGS.variants, {
        version: 7,
        sellables: [figure("variant_1", 4)],
        styles: [],
      })
    ).rejects.toMatchObject({
      code: "legacy_store_ECONNREFUSED",
      retry: "outage",
    })
    await nobody.end()
  })
})
