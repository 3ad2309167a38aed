import {
  caughtUp,
  countOrdersTwice,
  hoursAgo,
  leaveFor,
  ordersOf,
  payUnheard,
  readCatchUp,
  runOfStart,
} from "../helpers/catch-up"
import { freePort } from "../helpers/free-port"
import { startServer } from "../helpers/server-process"
import { Shop } from "../helpers/shop"
import { inboxAtRest } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"

/** So that only the start of a process sets off a run. */
const ONLY_AT_START = { STRIPE_CATCH_UP_SECONDS: "600" }
const EVERY_SECOND = { STRIPE_CATCH_UP_SECONDS: "1" }
const EVENTS_A_PAYMENT = 3
const PATIENT_MS = 120_000

describe("a backend that Stripe's deliveries do not reach", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("catch_up", {
      ...ONLY_AT_START,
      STRIPE_CATCH_UP_SINCE: new Date(hoursAgo(240) * 1000).toISOString(),
    })
    await runOfStart(shop)
  })
  afterAll(async () => {
    await shop.close()
  })

  it("F44: for 3 days: each payment is one order after the start, over several pages of events", async () => {
    await leaveFor(shop, 72)
    // 102 events of one hour, and some before and after.
    const times = [70, 40, ...Array.from({ length: 34 }, () => 25), 10, 0.1]
    const payments = times.map((hours) =>
      payUnheard(shop, { created: hoursAgo(hours) })
    )

    await shop.restart()
    const { events_found, payments_found, failure_code } =
      await runOfStart(shop)
    await inboxAtRest(shop, PATIENT_MS)

    expect({ events_found, payments_found, failure_code }).toEqual({
      events_found: payments.length * EVENTS_A_PAYMENT,
      payments_found: 0,
      failure_code: null,
    })
    expect((await ordersOf(shop, payments)).orders).toBe(payments.length)
    expect(await countOrdersTwice(shop)).toEqual({
      orders: payments.length,
      inLedger: payments.length,
    })
    const { rows } = await shop.db.query<{ source: string }>(
      "SELECT DISTINCT source, state = 'dead' AS dead FROM stripe_event"
    )
    expect(rows).toEqual([{ source: "catch_up", dead: false }])
  })

  it("F44: also where Stripe never made an event of the payment", async () => {
    const before = await readCatchUp(shop)
    await leaveFor(shop, 72)
    const lost = (hours: number, options = {}) =>
      payUnheard(shop, {
        created: hoursAgo(hours),
        lose_events: true,
        ...options,
      })
    const payments = [
      lost(71),
      lost(40, { kind: "ad_hoc" }),
      lost(2, { kind: "express" }),
      lost(1, {
        payment: "no_payment_required",
        promotion_code: { code: "FREE", percent_off: 100 },
        shipping: "free",
      }),
    ]
    const notOrders = [
      lost(80),
      lost(10, { payment: "delayed" }),
      lost(9, { payment: "unpaid" }),
      // A customer is just back from the payment page: the webhook is on its way.
      lost(0),
    ]

    await shop.restart()
    const row = await runOfStart(shop)

    expect(await ordersOf(shop, payments)).toEqual({
      orders: payments.length,
      sources: ["backfill"],
    })
    expect((await ordersOf(shop, notOrders)).orders).toBe(0)
    // The events of the last 72 hours were asked for again, and none was found twice.
    expect(row.events_found).toBe(before?.events_found)
    expect(row.payments_found).toBe(payments.length)
  })

  it("F5, F44: with webhooks at the same time, in two processes that nothing keeps apart", async () => {
    const port = await freePort()
    await leaveFor(shop, 48)
    // No run ever looks as if it had just moved, so that every start and timer begins one.
    await shop.db.query(`
      CREATE FUNCTION forget_runs() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN NEW.updated_at := now() - interval '1 day'; RETURN NEW; END $$;
      CREATE TRIGGER forget_runs BEFORE INSERT OR UPDATE ON stripe_catch_up
        FOR EACH ROW EXECUTE FUNCTION forget_runs()`)
    const payments = Array.from({ length: 24 }, (_, index) =>
      payUnheard(shop, {
        created: hoursAgo(0.05 + index),
        // Some are delivered as soon as the shop is there, of some there is no event at all.
        deliver: index % 3 === 0,
        lose_events: index % 3 === 1,
      })
    )

    const [second] = await Promise.all([
      startServer(port, { ...shop.environment, ...EVERY_SECOND }),
      shop.restart(EVERY_SECOND),
    ])
    try {
      await waitFor(
        "an order of every payment",
        async () => (await ordersOf(shop, payments)).orders === payments.length,
        PATIENT_MS
      )
      await caughtUp(shop)
      await inboxAtRest(shop, PATIENT_MS)
    } finally {
      await second.end("SIGKILL")
    }
    const { orders, inLedger } = await countOrdersTwice(shop)
    expect(orders).toBe(inLedger)
    const { rows } = await shop.db.query(
      "SELECT id FROM stripe_event WHERE state = 'dead'"
    )
    expect(rows).toEqual([])
  })
})
