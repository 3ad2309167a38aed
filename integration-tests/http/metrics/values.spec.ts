import { storeEvents } from "../../../src/modules/stripe-inbox/client/event-store"
import { bareEvent } from "../../helpers/bare-event"
import { buy } from "../../helpers/buy"
import { METRICS_TOKEN, Scrape } from "../../helpers/metrics/scrape"
import {
  type Watched,
  attempted,
  becomes,
  rises,
} from "../../helpers/metrics/watched"
import { mirrorAtRest } from "../../helpers/mirror"
import { expectNothingPlanted } from "../../helpers/planted"
import { postEvent } from "../../helpers/post-event"
import { ask, unknownItem } from "../../helpers/questions"
import { Shop } from "../../helpers/shop"
import { cartItem, fillShelves } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SUIT = "KCT-BURGUNDY-38R-2P"

describe("what GET /metrics says", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("metrics_values", { METRICS_TOKEN })
    await fillShelves(shop, [SUIT])
    await mirrorAtRest(shop)
  })

  afterAll(async () => {
    await shop.close()
  })

  const delivered = (outcome: string): Watched => [
    "storefront_stripe_deliveries_total",
    { outcome },
  ]

  it("begins with every known series at 0, so that a first failure is a rise", async () => {
    const scrape = await Scrape.of(shop.url)
    const queues = [
      "stripe_event",
      "storefront_call",
      "stock_item",
      "legacy_order",
      "stock_reconcile",
    ]
    for (const queue of queues) {
      for (const outcome of ["done", "ignored", "failed"]) {
        expect(scrape.value(...attempted(queue, outcome))).not.toBeNull()
      }
      expect(scrape.value("storefront_queue_paused_workers", { queue })).toBe(0)
      expect(
        scrape.value("storefront_queue_jobs", { queue, state: "dead" })
      ).toBe(0)
    }
    for (const credential of [
      "key",
      "sign_in",
      "registration",
      "metrics_token",
    ]) {
      expect(
        scrape.value("storefront_failed_attempts_total", { credential })
      ).toBe(0)
    }
    expect(scrape.value("storefront_scrape_ok")).toBe(1)
    expect(scrape.value("storefront_part_ready")).toBe(8)
  })

  it("counts a payment: its deliveries, its events, its order, and what was pushed", async () => {
    const risen = await rises(
      shop,
      {
        stored: delivered("stored"),
        done: attempted("stripe_event", "done"),
        orders: ["storefront_orders_made_total", { source: "webhook" }],
        ages: ["storefront_stripe_event_age_seconds_count"],
        pushed: attempted("stock_item", "done"),
        // No row of the legacy store carries the payment.
        untold: attempted("legacy_order", "failed"),
        answers: [
          "storefront_http_request_duration_seconds_count",
          { route: "/hooks/payment/stripe", method: "POST", status: "2xx" },
        ],
      },
      async () => {
        await buy(shop, { kind: "priced", items: [cartItem(SUIT)] })
        await mirrorAtRest(shop)
        await waitFor("the order to be told of in vain", async () => {
          const { rows } = await shop.db.query(
            "SELECT FROM legacy_order WHERE failing_since IS NOT NULL"
          )
          return rows.length > 0
        })
      }
    )
    const { stored = 0 } = risen
    expect(stored).toBeGreaterThan(1)
    expect(risen).toMatchObject({ orders: 1, ages: stored, answers: stored })
    for (const [what, rise] of Object.entries(risen)) {
      expect([what, rise > 0]).toEqual([what, true])
    }
    const now = Date.now() / 1_000
    const received = ["storefront_stripe_received_timestamp_seconds"] as const
    const scrape = await waitFor(
      "the database to be looked at again",
      async () => {
        const lately = await Scrape.of(shop.url)
        return (lately.value(...received) ?? 0) > now - 60 && lately
      }
    )
    expect(scrape.value(...received)).toBeLessThan(now + 1)
  })

  it("counts a delivery that comes again, and ones that are refused, by their cause", async () => {
    const event = bareEvent("evt_metrics_again")
    const risen = await rises(
      shop,
      {
        stored: delivered("stored"),
        duplicate: delivered("duplicate"),
        refused: delivered("refused"),
        invalid: [
          "storefront_stripe_deliveries_refused_total",
          { code: "signature_invalid" },
        ],
      },
      async () => {
        await postEvent(shop, event)
        await postEvent(shop, event)
        await postEvent(shop, event, "whsec_of_another_account")
        await postEvent(shop, "no event at all")
      }
    )
    expect(risen).toEqual({ stored: 1, duplicate: 1, refused: 2, invalid: 1 })
  })

  it("F39: shows an event that was given up", async () => {
    await storeEvents(shop.db, [
      {
        id: "evt_metrics_dead",
        type: "checkout.session.completed",
        apiVersion: null,
        livemode: false,
        payment: null,
        objectId: null,
        created: new Date(),
        source: "webhook",
        payload: "not json",
      },
    ])
    const scrape = await becomes(
      shop,
      ["storefront_queue_jobs", { queue: "stripe_event", state: "dead" }],
      1
    )
    expect(scrape.value(...attempted("stripe_event", "failed"))).toBe(1)
  })

  it("shows a question that waits for staff", async () => {
    await ask(shop, { kind: "ad_hoc", items: [unknownItem()] })
    const kind = { kind: "line_not_matched" }
    const scrape = await becomes(shop, ["storefront_open_questions", kind], 1)
    expect(scrape.value("storefront_open_questions")).toBe(1)
    expect(
      scrape.value("storefront_oldest_question_seconds", kind)
    ).toBeGreaterThan(0)
  })

  it("F68: counts wrong keys and passwords, and those that were not looked at", async () => {
    const tryKey = () =>
      fetch(`${shop.url}/admin/orders`, {
        headers: { authorization: "Basic sk_of_nobody" },
      })
    const of = (name: string, credential: string): Watched => [
      `storefront_${name}_attempts_total`,
      { credential },
    ]
    const risen = await rises(
      shop,
      {
        keys: of("failed", "key"),
        limited: of("limited", "key"),
        signIns: of("failed", "sign_in"),
      },
      async () => {
        for (let index = 0; index < 12; index++) {
          await tryKey()
        }
        await fetch(`${shop.url}/auth/user/emailpass`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ email: "nobody@example.com", password: "no" }),
        })
      }
    )
    expect(risen).toEqual({ keys: 10, limited: 2, signIns: 1 })
  })

  it("F70: names no person, no secret and nothing by its id", async () => {
    const { text } = await Scrape.of(shop.url)
    expectNothingPlanted("the metrics", text, [METRICS_TOKEN, shop.url])
    expect(text.match(/\b(evt|pi|cs|cus|order|variant|prod|siss)_\w{8,}/)).toBe(
      null
    )
    expect(text).not.toContain(SUIT)
  })
})
