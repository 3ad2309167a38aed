import { buy, legacyFollows, medusaPaymentOf, minor } from "../../helpers/buy"
import { countOrders, readOrder, readReservations } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import { cartItem, inboxAtRest, medusaQuantity } from "../../helpers/storefront"

const SUIT_2P = "KCT-BURGUNDY-38R-2P"
const SUIT_3P = "KCT-BURGUNDY-40R-3P"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const SHOES = "KCT-BLACK-OXFORD-9.5"

/** A payment on the storefront, all the way to the admin's order and the legacy store's number. */
describe("a payment on the storefront", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("kinds_of_session")
  })

  afterAll(async () => {
    await shop.close()
  })

  it("of priced items becomes a paid order with the size of each line", async () => {
    const before = await medusaQuantity(shop, SUIT_2P)

    const { session, payment, order } = await buy(shop, {
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
    await legacyFollows(shop, SUIT_2P)
    await legacyFollows(shop, SUIT_3P)
  })

  it("with ad-hoc prices becomes a paid order with the size from the product's metadata", async () => {
    const { session, payment, order } = await buy(shop, {
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
    await legacyFollows(shop, SHOES)
  })

  it("by express checkout becomes a paid order with the size from the session's metadata", async () => {
    const { session, payment, order } = await buy(shop, {
      kind: "express",
      items: [cartItem(SHOES)],
      shipping: "express",
    })

    expect(payment.issues).toEqual([])
    expect(order.payment_status).toBe("captured")
    expect(minor(order.total)).toBe(session.amount_total)
    expect(order.items.map((item) => item.variant_sku)).toEqual([SHOES])
    expect(order.items[0]?.title).toContain("9.5")
    await legacyFollows(shop, SHOES)
  })

  it("delivered twenty times over, each event of it, changes nothing", async () => {
    const { order, events } = await buy(shop, {
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

    // A hundred at once may be too many for a busy machine, which asks Stripe to come again.
    const statuses = answers.flat().map(({ status }) => status)
    const taken = statuses.filter((status) => status !== 503)
    expect(taken.length).toBeGreaterThan(statuses.length / 2)
    expect(new Set(taken)).toEqual(new Set([200]))
    expect(await countOrders(shop)).toBe(orders)
    expect(await readReservations(shop, order)).toEqual(reservations)
    expect(reservations).toHaveLength(2)
    expect(await medusaQuantity(shop, SUIT_2P)).toBe(stock)
    const again = await readOrder(shop, order.id)
    expect(again.payment_collections).toHaveLength(1)
    expect(medusaPaymentOf(again).id).toBe(medusaPaymentOf(order).id)
    await legacyFollows(shop, SUIT_2P)
  })
})
