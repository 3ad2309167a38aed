import { quietPool } from "../../helpers/throw-away-database"
import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../../helpers/legacy-store"
import { orderState, pushOrders, putOrders, readOrders } from "./order-rows"

let store: LegacyStoreUnderTest

const push = () => pushOrders(store.sync, 7, [orderState(1), orderState(2)])
const run = (sql: string) => store.owner.query(sql)

const untouched = [
  { status: null, version: null },
  { status: null, version: null },
]

describe("a push of orders that the legacy store does not take", () => {
  beforeEach(async () => {
    store = await openLegacyStore("variants")
    await putOrders(store.owner, 2)
  })
  afterEach(async () => {
    await store.drop()
  })

  it("F54: is a failure where row-level security filters the row, and the rest is written", async () => {
    await run(
      `CREATE POLICY hide ON orders AS RESTRICTIVE FOR UPDATE TO medusa_sync
       USING (stripe_payment_intent <> 'pi_1')`
    )
    expect(await push()).toEqual({ order_1: "refused", order_2: "written" })
    expect(await readOrders(store.owner)).toEqual([
      { status: null, version: null },
      { status: "paid", version: 7 },
    ])
  })

  it("F54: is a failure where only one of the order's rows was written", async () => {
    await run(
      `INSERT INTO orders (stripe_payment_intent, status) VALUES ('pi_1', 'hidden');
       CREATE POLICY hide ON orders AS RESTRICTIVE FOR UPDATE TO medusa_sync
         USING (status <> 'hidden')`
    )
    // The role cannot read the shop's own status: the policy is the owner's.
    await run("GRANT SELECT (status) ON orders TO medusa_sync")
    expect(await push()).toEqual({ order_1: "refused", order_2: "written" })
  })

  it("F54: finds no row where row-level security lets the role read nothing", async () => {
    await run("DROP POLICY medusa_sync_select ON orders")
    expect(await push()).toEqual({ order_1: "not_found", order_2: "not_found" })
    expect(await readOrders(store.owner)).toEqual(untouched)
  })

  it.each([
    [
      "F54: the permission was taken away",
      "REVOKE UPDATE (medusa_status) ON orders FROM medusa_sync",
      "legacy_store_42501",
      "outage",
    ],
    [
      "F53: a column was renamed",
      "ALTER TABLE orders RENAME COLUMN tracking_urls TO links",
      "legacy_store_42703",
      "outage",
    ],
    [
      "F53: a constraint forbids the word",
      "ALTER TABLE orders ADD CHECK (medusa_status <> 'paid')",
      "legacy_store_23514",
      "permanent",
    ],
    [
      "the table is gone",
      "ALTER TABLE orders RENAME TO purchases",
      "legacy_store_42P01",
      "outage",
    ],
  ])("writes nothing where %s", async (_, sql, code, retry) => {
    await run(sql)
    await expect(push()).rejects.toMatchObject({ code, retry })
  })

  it("leaves a row alone that somebody there keeps locked, and writes the rest", async () => {
    const editor = await store.owner.connect()
    try {
      await editor.query("BEGIN")
      await editor.query(
        "UPDATE orders SET status = 'edited' WHERE stripe_payment_intent = 'pi_1'"
      )
      expect(await push()).toEqual({ order_1: "locked", order_2: "written" })
    } finally {
      await editor.query("ROLLBACK")
      editor.release()
    }
    expect(await push()).toEqual({ order_1: "written", order_2: "superseded" })
  })

  it("F47: limits how long its statements may take, and only its own", async () => {
    await run(
      `CREATE TABLE seen (statement_timeout text); GRANT ALL ON seen TO public;
       CREATE FUNCTION note_timeout() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN INSERT INTO public.seen SELECT current_setting('statement_timeout'); RETURN NULL; END $$;
       CREATE TRIGGER note_timeout AFTER UPDATE ON orders
         FOR EACH STATEMENT EXECUTE FUNCTION note_timeout()`
    )
    await push()
    const { rows } = await run("SELECT statement_timeout FROM seen")
    expect(rows).toEqual([{ statement_timeout: "30s" }])
    const after = await store.sync.query("SHOW statement_timeout")
    expect(after.rows).toEqual([{ statement_timeout: "0" }])
  })

  it("says that trying again may help when nobody answers", async () => {
    const nobody = quietPool("postgres://medusa_sync@127.0.0.1:1/postgres")
    await expect(pushOrders(nobody, 7, [orderState(1)])).rejects.toMatchObject({
      code: "legacy_store_ECONNREFUSED",
      retry: "outage",
    })
    await nobody.end()
  })
})
