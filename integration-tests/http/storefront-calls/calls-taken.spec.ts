import type { AdminOrder } from "@medusajs/framework/types"
import { CallingShop, SUIT, bodyOf } from "../../helpers/calling-shop"
import { countOrders, readOrder } from "../../helpers/order"
import { medusaQuantity } from "../../helpers/storefront"
import { expectWholeOrder } from "../../helpers/paid-orders"

describe("POST /admin/orders", () => {
  let calling: CallingShop

  beforeAll(async () => {
    calling = await CallingShop.open("calls_taken")
  })

  afterAll(async () => {
    await calling.close()
  })

  it("makes the order of a payment that the webhook has not told of, and says so with 201", async () => {
    const stock = await medusaQuantity(calling.shop, SUIT)
    const paid = calling.pay()

    const { status, body } = await calling.callUntilMade(bodyOf(paid))

    expect(status).toBe(201)
    const order = await readOrder(calling.shop, body.order?.id ?? "")
    expect(body).toEqual({
      order: {
        id: order.id,
        display_id: order.display_id,
        status: "pending",
        total: paid.amount / 100,
        currency_code: "usd",
      },
      created: true,
    })
    expect(order.metadata).toMatchObject({
      stripe_payment_intent: paid.payment,
      stripe_checkout_session: paid.session.id,
      storefront_source: "legacy_api",
    })
    await expectWholeOrder(calling.shop, {
      payment: paid.payment,
      total: paid.amount,
    })
    expect(await medusaQuantity(calling.shop, SUIT)).toBe(stock - 1)
  })

  it("gives the order back with 200 to who calls again, by either name of the payment", async () => {
    const paid = calling.pay()
    const { body: made } = await calling.callUntilMade(bodyOf(paid))
    const before = await countOrders(calling.shop)

    for (const payment of [paid.payment, paid.session.id]) {
      const again = await calling.callUntilMade(bodyOf({ ...paid, payment }))
      expect(again).toMatchObject({
        status: 200,
        body: { order: made.order, created: false },
      })
    }
    expect(await countOrders(calling.shop)).toBe(before)
  })

  it("makes the order of a payment that is told of by its Checkout Session", async () => {
    const paid = calling.pay()
    const { status, body } = await calling.callUntilMade(
      bodyOf({ ...paid, payment: paid.session.id })
    )
    expect(status).toBe(201)
    const order = await readOrder(calling.shop, body.order?.id ?? "")
    expect(order.metadata?.stripe_payment_intent).toBe(paid.payment)
  })

  it("F28: makes the order of what cost nothing, by its Checkout Session", async () => {
    const paid = calling.pay({
      payment: "no_payment_required",
      promotion_code: { code: "GIFT", percent_off: 100 },
    })
    const { status, body } = await calling.callUntilMade(bodyOf(paid))
    expect({ status, total: body.order?.total }).toEqual({
      status: 201,
      total: 0,
    })
  })

  it("takes what the old function sends: Stripe's customer, and line items mapped by hand", async () => {
    const paid = calling.pay()
    const { status } = await calling.callUntilMade({
      customer_id: "cus_Old123",
      email: "jane@example.com",
      items: [
        {
          name: "Burgundy Suit (2-Piece)",
          description: null,
          quantity: 1,
          price: "price_unknown",
          unit_price: 199.99,
          amount_total: 21_499,
          metadata: { size: "38R" },
          image: "https://shop.example/suit.jpg",
        },
      ],
      payment_info: {
        stripe_payment_id: paid.payment,
        amount: paid.amount,
        currency: "USD",
      },
      shipping_address: {
        name: "Jane Roe",
        phone: null,
        address: {
          line1: "1 Main St",
          line2: null,
          city: "Kalamazoo",
          state: "MI",
          postal_code: "49007",
          country: "US",
        },
      },
    })
    expect(status).toBe(201)
  })

  it("writes into the log who told of the payment, and says no more of anybody", async () => {
    const paid = calling.pay()
    await calling.callUntilMade({
      ...bodyOf(paid),
      email: "planted@example.com",
    })
    const { activity } = await calling.shop.admin<{
      activity: { kind: string; actor: { type: string }; message: string }[]
    }>("/admin/storefront/activity?kind=payment_called_in&limit=200")
    expect(activity).toContainEqual(
      expect.objectContaining({
        kind: "payment_called_in",
        message: `The storefront told us of ${paid.payment}`,
      })
    )
    expect(calling.shop.output()).not.toContain("planted@example.com")
    expect(calling.shop.output()).not.toContain(calling.key)
  })

  it("leaves GET /admin/orders to Medusa", async () => {
    const list = await fetch(`${calling.shop.url}/admin/orders?limit=1`, {
      headers: { authorization: `Basic ${calling.key}` },
    })
    const { orders } = (await list.json()) as { orders: AdminOrder[] }
    expect(list.status).toBe(200)
    expect(orders).toHaveLength(1)
    for (const path of ["/admin/orders", "/admin/orders?limit=1"]) {
      const answer = await fetch(`${calling.shop.url}${path}`)
      expect(answer.status).toBe(401)
    }
  })
})
