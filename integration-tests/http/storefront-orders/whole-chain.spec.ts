import { fromMajor } from "../../../src/lib/money"
import { countOrders, readOrder, readReservations } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import {
  cartItem,
  importedPayment,
  inboxAtRest,
  legacyQuantity,
  medusaQuantity,
} from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SUIT_2P = "KCT-BURGUNDY-38R-2P"
const SUIT_3P = "KCT-BURGUNDY-40R-3P"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const SHOES = "KCT-BLACK-OXFORD-9.5"

/** A payment on the storefront, all the way to the admin's order and the legacy store's number. */
describe("a payment on the storefront", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("whole_chain")
  })

  afterAll(async () => {
    await shop?.close()
  })

  /** Pays, and waits until the order is there and every event is worked off. */
  async function buy(
    options: Parameters<Shop["stripe"]["storefront"]["checkout"]>[0]
  ) {
    const { session, payment_intent, events } =
      shop.stripe.storefront.checkout(options)
    const payment = await importedPayment(
      shop,
      payment_intent?.id ?? session.id
    )
    await inboxAtRest(shop)
    const order = await readOrder(shop, payment.order_id ?? "")
    return { session, payment, order, events }
  }

  /** The amounts in minor units, so that no rounding can hide a cent. */
  const minor = (amount: unknown, currency = "usd") =>
    fromMajor(Number(amount), currency)

  async function legacyFollows(sku: string) {
    const expected = await medusaQuantity(shop, sku)
    await waitFor(
      `the legacy store to say ${expected} of ${sku}`,
      async () => (await legacyQuantity(shop, sku)) === Math.max(0, expected)
    )
  }

  it("of priced items becomes a paid order with the size of each line", async () => {
    const before = await medusaQuantity(shop, SUIT_2P)

    const { session, payment, order } = await buy({
      kind: "priced",
      items: [cartItem(SUIT_2P), cartItem(SUIT_3P, 2)],
      shipping: "express",
    })

    expect(payment.state).toBe("imported")
    expect(payment.issues).toEqual([])
    expect(order.payment_status).toBe("captured")
    expect(minor(order.total)).toBe(session.amount_total)
    expect(minor(order.tax_total)).toBe(session.total_details?.amount_tax)
    expect(minor(order.shipping_total)).toBe(1500)
    expect(order.summary.pending_difference).toBe(0)
    expect(minor(order.summary.paid_total)).toBe(session.amount_total)
    expect(
      order.items.map((item) => [item.variant_sku, item.quantity])
    ).toEqual(
      expect.arrayContaining([
        [SUIT_2P, 1],
        [SUIT_3P, 2],
      ])
    )
    const suit = order.items.find((item) => item.variant_sku === SUIT_2P)
    expect(suit?.title).toContain("38R")
    expect(suit?.metadata).toMatchObject({
      stripe_price_id: cartItem(SUIT_2P).stripe_price_id,
      matched_by: "stripe_price_and_size",
    })
    expect(await medusaQuantity(shop, SUIT_2P)).toBe(before - 1)
    await legacyFollows(SUIT_2P)
    await legacyFollows(SUIT_3P)
  })

  it("with ad-hoc prices becomes a paid order with the size from the product's metadata", async () => {
    const { session, payment, order } = await buy({
      kind: "ad_hoc",
      items: [cartItem(SUIT_3P), cartItem(SHOES)],
      shipping: "free",
      gift_message: "For the groom — 新郎",
    })

    expect(payment.issues).toEqual([])
    expect(order.payment_status).toBe("captured")
    expect(minor(order.total)).toBe(session.amount_total)
    expect(order.items.map((item) => item.variant_sku).sort()).toEqual(
      [SHOES, SUIT_3P].sort()
    )
    expect(order.shipping_methods[0]?.name).toBe("Free shipping")
    expect(order.metadata?.gift_message).toBe("For the groom — 新郎")
    await legacyFollows(SHOES)
  })

  it("by express checkout becomes a paid order with the size from the session's metadata", async () => {
    const { session, payment, order } = await buy({
      kind: "express",
      items: [cartItem(SHOES)],
      shipping: "express",
    })

    expect(payment.issues).toEqual([])
    expect(order.payment_status).toBe("captured")
    expect(minor(order.total)).toBe(session.amount_total)
    expect(order.items.map((item) => item.variant_sku)).toEqual([SHOES])
    expect(order.items[0]?.title).toContain("9.5")
    await legacyFollows(SHOES)
  })

  it("keeps customer, addresses and Stripe's references", async () => {
    const { session, payment, order } = await buy({
      kind: "priced",
      items: [cartItem(SHIRT)],
      customer: {
        email: "Ann.Marie@Example.com",
        name: "Ann Marie Lee",
        phone: "+12485550123",
        address: {
          line1: "1 Main St",
          line2: "Apt 4",
          city: "Detroit",
          state: "MI",
          postal_code: "48201",
          country: "US",
        },
      },
    })

    expect(order.customer?.email).toBe("ann.marie@example.com")
    expect(order.shipping_address).toMatchObject({
      first_name: "Ann Marie",
      last_name: "Lee",
      address_1: "1 Main St",
      address_2: "Apt 4",
      city: "Detroit",
      province: "MI",
      postal_code: "48201",
      country_code: "us",
      phone: "+12485550123",
    })
    expect(order.metadata).toMatchObject({
      stripe_payment_intent: payment.payment_intent_id,
      stripe_checkout_session: session.id,
      storefront_source: "webhook",
    })
    expect(order.region?.name).toBe("United States")
  })

  it("of a known customer is another order of the same customer", async () => {
    const customer = { email: "regular@example.com" }
    const first = await buy({
      kind: "priced",
      items: [cartItem(SHIRT)],
      customer,
    })
    const second = await buy({
      kind: "priced",
      items: [cartItem(SHIRT)],
      customer: { email: "Regular@example.com" },
    })

    expect(second.order.id).not.toBe(first.order.id)
    expect(second.order.customer_id).toBe(first.order.customer_id)
  })

  it("with a promotion code keeps the discount with its code", async () => {
    const { session, order } = await buy({
      kind: "priced",
      items: [cartItem(SUIT_2P), cartItem(SHIRT, 3)],
      shipping: "express",
      promotion_code: { code: "PROM15", percent_off: 15 },
    })

    expect(minor(order.total)).toBe(session.amount_total)
    const adjustments = order.items.flatMap((item) => item.adjustments ?? [])
    expect(adjustments.map((adjustment) => adjustment.code)).toEqual([
      "PROM15",
      "PROM15",
    ])
    expect(
      adjustments.reduce((sum, { amount }) => sum + minor(amount), 0)
    ).toBe(session.total_details?.amount_discount)
  })

  it("from Canada is in Canadian dollars, with the tax on shipping", async () => {
    const { session, order } = await buy({
      kind: "ad_hoc",
      items: [cartItem(SUIT_2P)],
      country: "CA",
      currency: "cad",
      shipping: "express",
    })

    expect(order.currency_code).toBe("cad")
    expect(order.region?.name).toBe("Canada")
    expect(minor(order.total, "cad")).toBe(session.amount_total)
    expect(minor(order.tax_total, "cad")).toBe(
      session.total_details?.amount_tax
    )
    expect(session.shipping_cost?.amount_tax).toBeGreaterThan(0)
  })

  it("of a dollar and six cents is $1.06, neither a hundred times more nor less", async () => {
    const { order } = await buy({
      kind: "ad_hoc",
      items: [{ ...cartItem(SHIRT), unit_amount: 100 }],
      tax_rate_percent: 6,
      shipping: null,
    })

    expect(order.total).toBe(1.06)
    expect(order.payment_collections?.[0]?.captured_amount).toBe(1.06)
  })

  it("delivered twenty times over, each event of it, changes nothing", async () => {
    const { order, events } = await buy({
      kind: "priced",
      items: [cartItem(SUIT_2P), cartItem(SHIRT)],
      duplicate: 3,
    })
    const orders = await countOrders(shop)
    const reservations = await readReservations(shop, order)
    const stock = await medusaQuantity(shop, SUIT_2P)

    const answers = await Promise.all(
      events.map((event) => shop.stripe.deliver(event, { times: 20 }))
    )
    await inboxAtRest(shop)

    expect(answers.flat().map((answer) => answer.status)).toEqual(
      new Array(events.length * 20).fill(200)
    )
    expect(await countOrders(shop)).toBe(orders)
    expect(await readReservations(shop, order)).toEqual(reservations)
    expect(reservations).toHaveLength(2)
    expect(await medusaQuantity(shop, SUIT_2P)).toBe(stock)
    const again = await readOrder(shop, order.id)
    expect(again.payment_collections).toHaveLength(1)
    expect(again.payment_collections?.[0]?.payments).toHaveLength(1)
    await legacyFollows(SUIT_2P)
  })

  it("for an item that nobody knows is an order with a question, never a lost one", async () => {
    const { session, payment, order } = await buy({
      kind: "ad_hoc",
      items: [
        cartItem(SHIRT),
        {
          legacy_product_id: "made-to-measure",
          name: "Made-to-measure coat",
          size: "44L",
          color: "Camel",
          unit_amount: 49999,
        },
      ],
    })

    expect(payment.state).toBe("held")
    expect(payment.issues.map((issue) => issue.kind)).toEqual([
      "line_not_matched",
    ])
    expect(order.payment_status).toBe("captured")
    expect(minor(order.total)).toBe(session.amount_total)
    const unknown = order.items.find((item) => item.variant_id === null)
    expect(unknown?.title).toContain("Made-to-measure coat")
    expect(unknown?.title).toContain("44L")
    expect(payment.issues[0]?.subject).toBe(unknown?.id)
    expect(await readReservations(shop, order)).toHaveLength(1)
  })

  it("without a size asks which of the style's sizes it is", async () => {
    const { payment, order } = await buy({
      kind: "priced",
      items: [cartItem(SUIT_2P)],
      order_details: "missing",
    })

    expect(order.items).toHaveLength(1)
    expect(payment.issues.map((issue) => issue.kind)).toEqual([
      "line_ambiguous",
    ])
    const { candidates } = payment.issues[0]?.details as {
      candidates: { sku: string }[]
    }
    expect(candidates.map((candidate) => candidate.sku)).toContain(SUIT_2P)
    // The price says two-piece, so no three-piece is offered.
    expect(candidates.every(({ sku }) => sku.endsWith("-2P"))).toBe(true)
  })

  it("for more than there is is reserved all the same, and the shortage is asked about", async () => {
    const sku = "KCT-BLACK-36S-2P"
    const available = await medusaQuantity(shop, sku)

    const { payment, order } = await buy({
      kind: "priced",
      items: [cartItem(sku, available + 2)],
    })

    expect(payment.issues).toMatchObject([
      { kind: "oversold", details: { missing: 2 } },
    ])
    expect(order.payment_status).toBe("captured")
    expect(await medusaQuantity(shop, sku)).toBe(-2)
    await waitFor(
      "the legacy store to say none",
      async () => (await legacyQuantity(shop, sku)) === 0
    )
  })

  it("by a delayed method is an order only once it is paid", async () => {
    const orders = await countOrders(shop)
    const { session, payment_intent } = shop.stripe.storefront.checkout({
      kind: "priced",
      items: [cartItem(SHIRT)],
      payment: "delayed",
    })
    await inboxAtRest(shop)
    expect(await countOrders(shop)).toBe(orders)

    shop.stripe.storefront.asyncPayment({
      session: session.id,
      outcome: "succeeded",
    })

    const payment = await importedPayment(shop, payment_intent?.id ?? "")
    const order = await readOrder(shop, payment.order_id ?? "")
    expect(order.payment_status).toBe("captured")
    expect(await countOrders(shop)).toBe(orders + 1)
  })

  it("that a discount made free is an order with nothing to pay", async () => {
    const { session, order } = await buy({
      kind: "priced",
      items: [cartItem(SHIRT)],
      shipping: "free",
      promotion_code: { code: "STAFF", percent_off: 100 },
      payment: "no_payment_required",
    })

    expect(session.payment_intent).toBeNull()
    expect(order.total).toBe(0)
    expect(order.metadata?.stripe_checkout_session).toBe(session.id)
    expect(await readReservations(shop, order)).toHaveLength(1)
  })

  it("is refunded from the admin, once, with the right amount", async () => {
    const { payment, order } = await buy({
      kind: "priced",
      items: [cartItem(SUIT_2P)],
    })
    const medusaPayment = order.payment_collections?.[0]?.payments?.[0]
    shop.stripe.clearRequests()

    await shop.admin(`/admin/payments/${medusaPayment?.id}/refund`, {
      method: "POST",
      body: { amount: 20.5 },
    })
    await inboxAtRest(shop)

    const asked = shop.stripe
      .requests()
      .filter(({ method, path }) => method === "POST" && path === "/v1/refunds")
    expect(asked).toHaveLength(1)
    const refunds = shop.stripe.store.refunds
      .all()
      .filter((refund) => refund.payment_intent === payment.payment_intent_id)
    expect(refunds.map((refund) => refund.amount)).toEqual([2050])
    const after = await readOrder(shop, order.id)
    expect(after.payment_collections?.[0]?.refunded_amount).toBe(20.5)
  })

  it("cannot be refunded for more than was paid", async () => {
    const { payment, order } = await buy({
      kind: "priced",
      items: [cartItem(SHIRT)],
    })
    const medusaPayment = order.payment_collections?.[0]?.payments?.[0]

    await expect(
      shop.admin(`/admin/payments/${medusaPayment?.id}/refund`, {
        method: "POST",
        body: { amount: Number(order.total) + 1 },
      })
    ).rejects.toThrow(/refund/i)
    const refunds = shop.stripe.store.refunds
      .all()
      .filter(({ payment_intent }) => payment_intent === payment.payment)
    expect(refunds).toEqual([])
  })

  it("can be shipped from the admin like any other order", async () => {
    const { order } = await buy({
      kind: "priced",
      items: [cartItem(SUIT_2P)],
      shipping: "express",
    })

    await shop.admin(`/admin/orders/${order.id}/fulfillments`, {
      method: "POST",
      body: {
        items: order.items.map(({ id, quantity }) => ({ id, quantity })),
      },
    })

    const after = await readOrder(shop, order.id)
    expect(after.fulfillment_status).toBe("fulfilled")
    expect(await readReservations(shop, order)).toEqual([])
    await legacyFollows(SUIT_2P)
  })
})
