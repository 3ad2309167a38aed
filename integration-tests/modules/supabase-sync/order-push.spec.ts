import { planOf } from "../../helpers/query-plan"
import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../../helpers/legacy-store"
import { orderState, pushOrders, putOrders, readOrders } from "./order-rows"

let store: LegacyStoreUnderTest

const push = (version: number, ...orders: ReturnType<typeof orderState>[]) =>
  pushOrders(store.sync, version, orders)

const wholeTable = async (): Promise<unknown[]> =>
  (await store.owner.query<Record<string, unknown>>("SELECT * FROM orders"))
    .rows

describe("a push of orders", () => {
  beforeAll(async () => {
    store = await openLegacyStore("variants")
  })
  afterAll(async () => {
    await store.drop()
  })
  beforeEach(async () => {
    await putOrders(store.owner, 3)
  })

  it("writes Medusa's own columns of the order's row, and no other", async () => {
    const tracking = {
      trackingNumbers: ['A "quoted", one', "B\\{}"],
      trackingUrls: ["https://carrier.example/A?x=1,2"],
    }
    expect(
      await push(7, orderState(2, { status: "shipped", ...tracking }))
    ).toEqual({ order_2: "written" })
    const { rows } = await store.owner.query<Record<string, unknown>>(
      "SELECT * FROM orders WHERE medusa_order_version IS NOT NULL"
    )
    expect(rows).toEqual([
      expect.objectContaining({
        stripe_payment_intent: "pi_2",
        stripe_session_id: "cs_2",
        status: "pending",
        medusa_order_id: "order_2",
        medusa_status: "shipped",
        tracking_numbers: tracking.trackingNumbers,
        tracking_urls: tracking.trackingUrls,
        medusa_order_version: "7",
        medusa_synced_at: expect.any(Date),
      }),
    ])
  })

  it("takes back numbers and links that hold no more", async () => {
    await push(
      7,
      orderState(1, { trackingNumbers: ["A"], trackingUrls: ["a"] })
    )
    await push(8, orderState(1))
    expect(await wholeTable()).toContainEqual(
      expect.objectContaining({ tracking_numbers: [], tracking_urls: [] })
    )
  })

  it("F48: changes nothing when it is sent again after its answer was lost", async () => {
    await push(7, orderState(1, { status: "shipped" }))
    const before = await wholeTable()
    expect(await push(7, orderState(1, { status: "shipped" }))).toEqual({
      order_1: "superseded",
    })
    expect(await wholeTable()).toEqual(before)
  })

  it("F49: never lets an older version over a newer one", async () => {
    await push(8, orderState(1, { status: "shipped" }))
    expect(
      await push(7, orderState(1, { status: "fulfilled" }), orderState(2))
    ).toEqual({ order_1: "superseded", order_2: "written" })
    expect(await readOrders(store.owner)).toEqual([
      { status: "shipped", version: 8 },
      { status: "paid", version: 7 },
      { status: null, version: null },
    ])
  })

  it("F49: is superseded also by a newer one that commits while it waits for the row", async () => {
    const newer = await store.owner.connect()
    try {
      await newer.query("BEGIN")
      await newer.query(
        "UPDATE orders SET medusa_status = 'shipped', medusa_order_version = 8 WHERE stripe_payment_intent = 'pi_1'"
      )
      const older = push(7, orderState(1), orderState(2))
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
      expect(await older).toEqual({
        order_1: "superseded",
        order_2: "written",
      })
    } finally {
      newer.release()
    }
    expect(await readOrders(store.owner)).toMatchObject([
      { status: "shipped", version: 8 },
      { status: "paid", version: 7 },
      { version: null },
    ])
  })

  it("writes every row that carries the payment, by whichever of its names", async () => {
    await store.owner.query(
      `TRUNCATE orders;
       INSERT INTO orders (stripe_payment_intent, stripe_session_id, status) VALUES
         ('pi_1', 'cs_1', 'whole'), ('pi_1', NULL, 'again'), (NULL, 'cs_1', 'early'), ('', 'cs_1', 'empty'),
         ('pi_2', 'cs_2', 'other'), ('pi_3', 'cs_1', 'at odds'), (NULL, NULL, 'nameless'), ('', '', 'blank')`
    )
    expect(
      await push(7, orderState(1), orderState(4, { checkoutSession: null }))
    ).toEqual({ order_1: "written", order_4: "not_found" })
    const { rows } = await store.owner.query<{ status: string }>(
      "SELECT status FROM orders WHERE medusa_order_id = 'order_1' ORDER BY status"
    )
    expect(rows.map(({ status }) => status)).toEqual([
      "again",
      "early",
      "empty",
      "whole",
    ])
  })

  it("finds an order without a PaymentIntent by its Checkout Session", async () => {
    expect(await push(7, orderState(3, { paymentIntent: null }))).toEqual({
      order_3: "written",
    })
  })

  it("names each order that has no row, and writes the others", async () => {
    expect(await push(7, orderState(9), orderState(1))).toEqual({
      order_9: "not_found",
      order_1: "written",
    })
  })

  it("needs no statement where there is nothing to write", async () => {
    expect(await push(7)).toEqual({})
  })

  it("writes 1,000 orders with one statement, and reads no table through for it", async () => {
    await putOrders(store.owner, 20_000)
    await store.owner.query("ANALYZE orders")
    await store.owner.query(
      `CREATE TABLE statements (sql text); GRANT ALL ON statements TO public;
       CREATE FUNCTION note_statement() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN INSERT INTO public.statements VALUES (current_query()); RETURN NULL; END $$;
       CREATE TRIGGER note_statement AFTER UPDATE ON orders
         FOR EACH STATEMENT EXECUTE FUNCTION note_statement()`
    )
    const orders = Array.from({ length: 1_000 }, (_, index) =>
      orderState(index * 20 + 1)
    )
    try {
      const outcomes = await pushOrders(store.sync, 7, orders)
      expect(Object.values(outcomes)).toHaveLength(1_000)
      expect(new Set(Object.values(outcomes))).toEqual(new Set(["written"]))
      const { rows } = await store.owner.query<{ sql: string }>(
        "SELECT sql FROM statements"
      )
      expect(rows).toHaveLength(1)
      const plan = await planOf(
        store.owner,
        rows[0]?.sql.replace(/^.*?(?=UPDATE)/s, "") ?? ""
      )
      expect(plan.readThrough).not.toContain("orders")
    } finally {
      await store.owner.query(
        "DROP TABLE statements; DROP FUNCTION note_statement CASCADE"
      )
    }
  })
})
