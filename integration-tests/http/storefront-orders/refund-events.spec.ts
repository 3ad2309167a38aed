import { type Purchase, buy } from "../../helpers/buy"
import { readOrder } from "../../helpers/order"
import { deliverEvent } from "../../helpers/post-event"
import {
  expectRefunded,
  refundsAskedFor,
  refundsOf,
} from "../../helpers/refunds"
import { Shop } from "../../helpers/shop"
import {
  cartItem,
  fillShelves,
  importedPayment,
  inboxAtRest,
} from "../../helpers/storefront"

const SUIT = "KCT-BURGUNDY-38R-2P"

/** An event of a refund only says: look at this payment. */
describe("refunds that Stripe tells of", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("refund_events")
    await fillShelves(shop, [SUIT])
  })

  beforeEach(() => {
    shop.stripe.faults.clear()
    shop.stripe.clearRequests()
  })

  afterAll(async () => {
    await shop.close()
  })

  const suit = (): Promise<Purchase> =>
    buy(shop, {
      kind: "ad_hoc",
      items: [{ ...cartItem(SUIT), unit_amount: 17_999 }],
      tax_rate_percent: 0,
      shipping: null,
    })

  it("F30: are recorded once, however often Stripe tells of them", async () => {
    const { payment, order } = await suit()
    const { refund } = shop.stripe.storefront.refund({
      payment_intent: payment.payment,
      amount: 1_000,
      deliver: false,
    })
    const told = shop.stripe.store.events
      .all()
      .filter(
        ({ data }) =>
          (data.object as { id?: string }).id === refund.id ||
          (data.object as { amount_refunded?: number }).amount_refunded ===
            1_000
      )

    await Promise.all(
      Array.from({ length: 5 }).flatMap((_, copy) =>
        told.map((event) =>
          deliverEvent(shop, { ...event, id: `${event.id}_${copy}` })
        )
      )
    )
    await inboxAtRest(shop)

    await expectRefunded(shop, payment.payment, order.id, 1_000)
    expect(refundsAskedFor(shop)).toBe(0)
    expect(refundsOf(await readOrder(shop, order.id))).toHaveLength(1)
  })

  it("F19: told of before the payment itself are applied once the order is there", async () => {
    const { payment_intent, session } = shop.stripe.storefront.checkout({
      kind: "ad_hoc",
      items: [cartItem(SUIT)],
      deliver: false,
    })
    const id = payment_intent?.id ?? ""
    shop.stripe.storefront.refund({ payment_intent: id, amount: 1_234 })

    const payment = await importedPayment(shop, id)
    await inboxAtRest(shop)

    await expectRefunded(shop, id, payment.order_id ?? "", 1_234)
    expect(payment.events.map(({ type }) => type).sort()).toEqual([
      "charge.refunded",
      "refund.created",
    ])
    const order = await readOrder(shop, payment.order_id ?? "")
    expect(order.summary.paid_total).toBe((session.amount_total ?? 0) / 100)
    expect(refundsAskedFor(shop)).toBe(0)
  })

  it("F20: of one second, failed again in it, come to nothing in whichever order they are told of", async () => {
    const { payment, order } = await suit()
    const { refund } = shop.stripe.storefront.refund({
      payment_intent: payment.payment,
      amount: 1_000,
      deliver: false,
    })
    shop.stripe.storefront.failRefund({ refund: refund.id, deliver: false })
    const events = shop.stripe.store.events
      .all()
      .filter(({ data }) =>
        [refund.id, refund.charge].includes(
          (data.object as { id?: string }).id ?? ""
        )
      )
      .filter(({ type }) => type.includes("refund"))
      .reverse()
    expect(events.map(({ type }) => type).at(-1)).not.toBe("refund.failed")

    for (const event of events) {
      await deliverEvent(shop, event)
    }
    await inboxAtRest(shop)

    await expectRefunded(shop, payment.payment, order.id, 0)
    expect((await readOrder(shop, order.id)).total).toBe(order.total)
    expect(
      (await importedPayment(shop, payment.payment)).issues.map(
        ({ kind }) => kind
      )
    ).toEqual(["refund_failed"])
  })

  it("of payments that are none of the storefront's are left alone, with the reason", async () => {
    const event = {
      id: "evt_refund_of_nobody",
      object: "event",
      type: "refund.created",
      api_version: "2026-10-28.endive",
      created: Math.floor(Date.now() / 1000),
      livemode: false,
      data: {
        object: {
          id: "re_nobody",
          object: "refund",
          payment_intent: "pi_of_nobody",
        },
      },
    }
    await deliverEvent(shop, event)
    await inboxAtRest(shop)
    const { rows } = await shop.db.query(
      "SELECT state, outcome_code FROM stripe_event WHERE id = $1",
      [event.id]
    )
    expect(rows).toEqual([
      { state: "ignored", outcome_code: "no_checkout_session" },
    ])
    expect(refundsAskedFor(shop)).toBe(0)
  })
})
