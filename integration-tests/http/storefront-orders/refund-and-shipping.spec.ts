import { buy, legacyFollows, medusaPaymentOf } from "../../helpers/buy"
import { readOrder, readReservations } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import { cartItem, inboxAtRest } from "../../helpers/storefront"

const SUIT_2P = "KCT-BURGUNDY-38R-2P"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"

/** Staff work with an imported order as with a native one. */
describe("an imported order", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("refund_and_shipping")
  })

  afterAll(async () => {
    await shop.close()
  })

  it("is refunded from the admin, once, with the right amount", async () => {
    const { payment, order } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SUIT_2P)],
    })
    const medusaPayment = medusaPaymentOf(order)
    shop.stripe.clearRequests()

    await shop.admin(`/admin/payments/${medusaPayment.id}/refund`, {
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
    expect(after.payment_collections[0]?.refunded_amount).toBe(20.5)
  })

  it("cannot be refunded for more than was paid", async () => {
    const { payment, order } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SHIRT)],
    })
    const medusaPayment = medusaPaymentOf(order)

    await expect(
      shop.admin(`/admin/payments/${medusaPayment.id}/refund`, {
        method: "POST",
        body: { amount: order.total + 1 },
      })
    ).rejects.toThrow(/refund/i)
    const refunds = shop.stripe.store.refunds
      .all()
      .filter(({ payment_intent }) => payment_intent === payment.payment)
    expect(refunds).toEqual([])
  })

  it("can be shipped from the admin like any other order", async () => {
    const { order } = await buy(shop, {
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
    await legacyFollows(shop, SUIT_2P)
  })
})
