import type { CheckoutOptions } from "../../../scripts/stripe-stand-in"
import { type Purchase, buy, minor } from "../../helpers/buy"
import { countOrders, readOrder, readReservations } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import { refundsAsked } from "../../helpers/stock"
import {
  cartItem,
  fillShelves,
  importedPayment,
  inboxAtRest,
} from "../../helpers/storefront"

const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"

/** Payments that are not as most are; each that was paid is one order. */
describe("a payment", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("unusual_payments")
    await fillShelves(shop, [SHIRT])
  })

  afterAll(async () => {
    await shop.close()
  })

  const sell = (options: Partial<CheckoutOptions> = {}): Promise<Purchase> =>
    buy(shop, { kind: "ad_hoc", items: [cartItem(SHIRT)], ...options })

  const kindsOf = ({ payment }: Purchase): string[] =>
    payment.issues.map(({ kind }) => kind)

  /** The customer's bank answers days after the checkout. */
  function payLater() {
    const { session, payment_intent } = shop.stripe.storefront.checkout({
      kind: "priced",
      items: [cartItem(SHIRT)],
      payment: "delayed",
    })
    return { session: session.id, payment: payment_intent?.id ?? "" }
  }

  it("F28: that a discount made free is an order with nothing to pay and nothing to refund", async () => {
    shop.stripe.clearRequests()
    const { session, order, payment } = await sell({
      kind: "priced",
      shipping: "free",
      promotion_code: { code: "STAFF", percent_off: 100 },
      payment: "no_payment_required",
    })

    expect(session.payment_intent).toBeNull()
    expect(payment.issues).toEqual([])
    expect(order.total).toBe(0)
    expect(order.summary.pending_difference).toBe(0)
    expect(order.payment_status).toBe("captured")
    expect(order.payment_collections).toMatchObject([{ payments: [] }])
    expect(order.metadata?.stripe_checkout_session).toBe(session.id)
    expect(await readReservations(shop, order)).toHaveLength(1)
    expect(refundsAsked(shop)).toBe(0)
  })

  it("F29: whose parts do not add up is held with both figures, and its order is there", async () => {
    const { store, storefront } = shop.stripe
    const { session, payment_intent, events } = storefront.checkout({
      kind: "ad_hoc",
      items: [cartItem(SHIRT)],
      deliver: false,
    })
    const total = session.amount_total ?? 0
    const paid = total - 7
    const intent = store.paymentIntents.get(payment_intent?.id ?? "")
    if (!intent) {
      throw new Error("What was paid has a PaymentIntent")
    }
    store.paymentIntents.put({ ...intent, amount_received: paid })

    await Promise.all(events.map((event) => shop.stripe.deliver(event)))
    const payment = await importedPayment(shop, intent.id)

    expect(payment.state).toBe("held")
    expect(payment.issues).toMatchObject([
      {
        kind: "totals_disagree",
        details: { paid_minor: paid, order_total_minor: total },
      },
    ])
    expect(payment.issues[0]?.message).toContain((paid / 100).toFixed(2))
    expect(payment.issues[0]?.message).toContain((total / 100).toFixed(2))
    const order = await readOrder(shop, payment.order_id ?? "")
    expect(minor(order.total)).toBe(total)
    expect(minor(order.summary.paid_total)).toBe(paid)
    expect(minor(order.summary.pending_difference)).toBe(7)
    expect(minor(order.payment_collections[0]?.captured_amount)).toBe(paid)
    expect(await readReservations(shop, order)).toHaveLength(1)
  })

  it("F31: that the bank makes days later is an order then, and not before", async () => {
    const orders = await countOrders(shop)
    const { session, payment } = payLater()
    await inboxAtRest(shop)
    expect(await countOrders(shop)).toBe(orders)

    shop.stripe.storefront.asyncPayment({ session, outcome: "succeeded" })

    const { order_id } = await importedPayment(shop, payment)
    const order = await readOrder(shop, order_id ?? "")
    expect(order.payment_status).toBe("captured")
    await inboxAtRest(shop)
    expect(await countOrders(shop)).toBe(orders + 1)
  })

  it("F31: that the bank refuses days later is never an order", async () => {
    const orders = await countOrders(shop)
    const { session, payment } = payLater()
    await inboxAtRest(shop)

    shop.stripe.storefront.asyncPayment({ session, outcome: "failed" })
    await inboxAtRest(shop)

    expect(await countOrders(shop)).toBe(orders)
    const { rows } = await shop.db.query(
      "SELECT id FROM storefront_payment WHERE payment = $1 AND order_id IS NOT NULL",
      [payment]
    )
    expect(rows).toEqual([])
  })

  it("F35: in a currency that no region sells in is an order with the question which", async () => {
    const item = { ...cartItem(SHIRT), unit_amount: 4_499 }
    const purchase = await sell({ currency: "eur", items: [item] })
    const { order, session } = purchase

    expect(kindsOf(purchase)).toEqual(["region_missing"])
    expect(order.region_id).toBeNull()
    expect(order.currency_code).toBe("eur")
    expect(minor(order.total, "eur")).toBe(session.amount_total)
    expect(order.payment_status).toBe("captured")
    expect(await readReservations(shop, order)).toHaveLength(1)
  })

  it("F35: from a country that no region sells to has the only region of its currency", async () => {
    const purchase = await sell({ country: "JP" })

    expect(kindsOf(purchase)).toEqual([])
    expect(purchase.order.region?.name).toBe("United States")
    expect(purchase.order.shipping_address?.country_code).toBe("jp")
  })

  it.each<[string, CheckoutOptions["customer"], string[]]>([
    ["address", { address: null }, ["address_incomplete"]],
    ["e-mail", { email: null }, []],
    ["name", { name: null }, ["address_incomplete"]],
    [
      "address, e-mail, name and phone",
      { address: null, email: null, name: null, phone: null },
      ["address_incomplete"],
    ],
  ])(
    "F36: without %s is an order that was paid",
    async (_, customer, questions) => {
      const purchase = await sell({ customer })
      const { order, session } = purchase

      expect(kindsOf(purchase)).toEqual(questions)
      expect(order.payment_status).toBe("captured")
      expect(minor(order.total)).toBe(session.amount_total)
      expect(Boolean(order.customer)).toBe(customer?.email !== null)
      expect(order.email ?? null).toBe(session.customer_details?.email ?? null)
      expect(await readReservations(shop, order)).toHaveLength(1)
    }
  )
})
