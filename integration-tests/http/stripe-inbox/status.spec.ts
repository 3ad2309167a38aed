import type { StorefrontStatusResponse } from "../../../src/types/storefront-status"
import { answerOf } from "../../helpers/answer-of"
import { openIdleShop } from "../../helpers/idle-shop"
import type { Shop } from "../../helpers/shop"
import { storeEvents } from "../../helpers/stored-events"

describe("GET /admin/storefront/status", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openIdleShop("status")
    await shop.db.query("DELETE FROM stripe_refusal")
    await shop.db.query("DELETE FROM stripe_catch_up")
  })

  afterAll(async () => {
    await shop.close()
  })

  const read = () =>
    shop.admin<StorefrontStatusResponse>("/admin/storefront/status")

  it("is quiet where nothing has come yet", async () => {
    expect(await read()).toEqual({
      warnings: [],
      counted_to: 20_000,
      inbox: {
        pending: { due: 0, waiting: 0 },
        running: 0,
        dead: 0,
        dead_codes: [],
        oldest_due_since: null,
        last_received_at: null,
        last_24h: { received: 0, done: 0, ignored: 0 },
        failing: { count: 0, since: null, codes: [] },
      },
      calls: {
        pending: 0,
        running: 0,
        dead: 0,
        oldest_due_since: null,
        failing: 0,
        failing_since: null,
      },
      refused_deliveries: [],
      catch_up: null,
      stock: expect.objectContaining({
        configured: true,
        captured: true,
        changes_waiting: 0,
        orders: { held: 0 },
        last_reconcile: null,
      }),
      payments: { without_order: 0, open_issues: 0 },
    })
  })

  it("counts what waits, fails and was given up, and says what to look at", async () => {
    const now = new Date().toISOString()
    await storeEvents(shop.db, [
      { id: "evt_old", received_at: "2026-01-01T00:00:00Z" },
      { id: "evt_done", received_at: now },
      { id: "evt_ignored", state: "ignored", received_at: now },
      { id: "evt_running", state: "running", received_at: now },
      { id: "evt_due", state: "pending", due_in_s: -600 },
      ...[1, 2, 3].map((number) => ({
        id: `evt_failing_${number}`,
        state: "pending" as const,
        due_in_s: number === 3 ? -1 : 600,
        failing_since: `2026-01-0${number}T00:00:00Z`,
        outcome_code: number === 1 ? "stripe_out" : "stripe_rate_limit",
      })),
      { id: "evt_dead_1", state: "dead", outcome_code: "stripe_refused" },
      { id: "evt_dead_2", state: "dead", outcome_code: null },
    ])
    const { inbox, warnings } = await read()
    expect(inbox).toEqual({
      pending: { due: 2, waiting: 2 },
      running: 1,
      dead: 2,
      dead_codes: [
        { code: "stripe_refused", count: 1 },
        { code: "unknown", count: 1 },
      ],
      oldest_due_since: expect.any(String),
      last_received_at: now,
      last_24h: { received: 3, done: 1, ignored: 1 },
      failing: {
        count: 3,
        since: "2026-01-01T00:00:00.000Z",
        codes: [
          { code: "stripe_rate_limit", count: 2 },
          { code: "stripe_out", count: 1 },
        ],
      },
    })
    expect(warnings).toEqual([
      expect.stringContaining("due for 10 minutes"),
      expect.stringContaining("2 events are given up"),
      expect.stringContaining("3 events are failing"),
    ])
  })

  it("says that the webhook secret may not match, within the hour", async () => {
    await shop.db.query("DELETE FROM stripe_event")
    await shop.db.query(
      `INSERT INTO stripe_refusal (id, hour, code, count, last_at)
       VALUES ('a', date_trunc('hour', now()), 'signature_invalid', 7, now()),
              ('b', date_trunc('hour', now() - interval '5 hours'), 'signature_invalid', 2,
               now() - interval '5 hours'),
              ('c', date_trunc('hour', now() - interval '5 hours'), 'timestamp_stale', 1,
               now() - interval '5 hours'),
              ('d', now() - interval '3 days', 'body_malformed', 9, now() - interval '3 days')`
    )
    const { refused_deliveries, warnings } = await read()
    expect(refused_deliveries).toEqual([
      { code: "signature_invalid", count: 9, last_at: expect.any(String) },
      { code: "timestamp_stale", count: 1, last_at: expect.any(String) },
    ])
    expect(warnings).toEqual([
      expect.stringMatching(
        /^7 deliveries were refused in the last hour with signature_invalid: the webhook secret may not match/
      ),
    ])
  })

  it("says how far Stripe was asked for what never arrived, and what waits in the ledger", async () => {
    await shop.db.query("DELETE FROM stripe_refusal")
    await shop.db.query(
      `INSERT INTO stripe_catch_up (id, events_until, started_at, failure_code, failure_message, events_found)
       VALUES ('stripe', '2026-01-01', now(), 'stripe_out', 'Stripe is out', 3)`
    )
    await shop.db.query(
      `INSERT INTO storefront_payment (id, payment, amount, raw_amount, currency_code, livemode, source, created_at)
       VALUES ('spay_1', 'pi_late', 1, '{"value": "1"}', 'usd', false, 'webhook', now() - interval '1 hour'),
              ('spay_2', 'pi_new', 1, '{"value": "1"}', 'usd', false, 'webhook', now())`
    )
    const { catch_up, payments, warnings } = await read()
    expect(catch_up).toEqual({
      events_until: "2026-01-01T00:00:00.000Z",
      started_at: expect.any(String),
      succeeded_at: null,
      failure_code: "stripe_out",
      failure_message: "Stripe is out",
      events_found: 3,
      payments_found: 0,
    })
    expect(payments).toEqual({ without_order: 1, open_issues: 0 })
    expect(warnings).toEqual([
      expect.stringContaining("fails with stripe_out: Stripe is out"),
      expect.stringContaining("1 payment has no order"),
    ])
  })

  it("F67: refuses unknown parameters", async () => {
    expect(
      await answerOf(shop, "/admin/storefront/status?verbose=1")
    ).toMatchObject({ status: 400, body: { code: "invalid_data" } })
  })
})
