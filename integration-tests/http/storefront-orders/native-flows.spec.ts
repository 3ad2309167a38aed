import type { AdminOrder } from "@medusajs/framework/types"
import { type Purchase, buy, medusaPaymentOf, minor } from "../../helpers/buy"
import { readOrder, readReservations } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import { Staff, piecesOf } from "../../helpers/staff"
import { refundsAsked, stockOf } from "../../helpers/stock"
import { cartItem, fillShelves, inboxAtRest } from "../../helpers/storefront"
import { levelsThatDisagree } from "../../helpers/whole-orders"

const SUIT = "KCT-BURGUNDY-38R-2P"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const SHELF = 1000

/** Whatever staff do with a native order, by the admin's own routes. */
describe("an imported order is sent, taken back, refunded and cancelled", () => {
  let shop: Shop
  let staff: Staff

  beforeAll(async () => {
    shop = await Shop.open("native_flows")
    staff = new Staff(shop)
  })

  beforeEach(async () => {
    await fillShelves(shop, [SUIT, SHIRT])
    shop.stripe.clearRequests()
  })

  afterEach(async () => {
    expect(await levelsThatDisagree(shop)).toEqual([])
  })

  afterAll(async () => {
    await shop.close()
  })

  /** Two suits and a shirt, less 10 %, with tax and shipping: $443.64. */
  const purchase = (): Promise<Purchase> =>
    buy(shop, {
      kind: "priced",
      items: [cartItem(SUIT, 2), cartItem(SHIRT)],
      shipping: "express",
      promotion_code: { code: "TEN", percent_off: 10 },
    })

  async function sent(): Promise<AdminOrder> {
    const { order } = await purchase()
    const all = piecesOf(order)
    const fulfillment = await staff.fulfill(order, all)
    await staff.ship(order, fulfillment, all, "1Z999")
    await staff.deliver(order, fulfillment)
    return readOrder(shop, order.id)
  }

  it("in two parcels, each with its tracking number", async () => {
    const before = await stockOf(shop, SUIT)
    const { order } = await purchase()
    const reserved = { ...before, reserved: before.reserved + 2 }
    expect(await stockOf(shop, SUIT)).toEqual(reserved)
    const suit = piecesOf(order, SUIT, 1)
    const rest = [...suit, ...piecesOf(order, SHIRT)]

    const first = await staff.fulfill(order, suit)
    const half = await readOrder(shop, order.id)
    expect(half.fulfillment_status).toBe("partially_fulfilled")
    expect(await stockOf(shop, SUIT)).toEqual({
      stocked: before.stocked - 1,
      reserved: before.reserved + 1,
    })
    await staff.ship(order, first, suit, "1Z001")
    const second = await staff.fulfill(order, rest)
    await staff.ship(order, second, rest, "1Z002")
    expect((await readOrder(shop, order.id)).fulfillment_status).toBe("shipped")
    await staff.deliver(order, first)
    await staff.deliver(order, second)

    const after = await readOrder(shop, order.id)
    expect(after.fulfillment_status).toBe("delivered")
    expect(await staff.trackingNumbers(order)).toEqual(["1Z001", "1Z002"])
    expect(await readReservations(shop, after)).toEqual([])
    expect(await stockOf(shop, SUIT)).toEqual({
      stocked: before.stocked - 2,
      reserved: before.reserved,
    })
    expect(minor(after.total)).toBe(minor(order.total))
    expect(after.payment_status).toBe("captured")
    expect(refundsAsked(shop)).toBe(0)
  })

  it("comes back: restocked, and what is owed is what was paid for it", async () => {
    const order = await sent()
    expect(await stockOf(shop, SUIT)).toMatchObject({ stocked: SHELF - 2 })
    const back = piecesOf(order, SUIT, 1)
    const paid = order.items.find(({ id }) => id === back[0]?.id)

    const id = await staff.requestReturn(order, back)
    expect(await stockOf(shop, SUIT)).toMatchObject({ stocked: SHELF - 2 })
    await staff.receiveReturn(id, back)

    expect(await stockOf(shop, SUIT)).toMatchObject({ stocked: SHELF - 1 })
    const received = await readOrder(shop, order.id)
    const owed = -received.summary.pending_difference
    expect(minor(owed)).toBe(minor(paid?.total) / 2)
    expect(refundsAsked(shop)).toBe(0)

    await staff.refund(medusaPaymentOf(received), owed)
    await inboxAtRest(shop)
    const after = await readOrder(shop, order.id)
    expect(after.payment_status).toBe("partially_refunded")
    expect(after.summary.pending_difference).toBe(0)
    expect(minor(after.payment_collections[0]?.refunded_amount)).toBe(
      minor(owed)
    )
    expect(refundsAsked(shop)).toBe(1)
  })

  it("comes back as a whole and is refunded as a whole", async () => {
    const order = await sent()
    const { shipping_total } = order

    const id = await staff.requestReturn(order, piecesOf(order))
    await staff.receiveReturn(id, piecesOf(order))

    const received = await readOrder(shop, order.id)
    // The way there is not given back, as with any order.
    const owed = minor(order.total) - minor(shipping_total)
    expect(minor(-received.summary.pending_difference)).toBe(owed)
    await staff.refund(medusaPaymentOf(received), order.total)
    await inboxAtRest(shop)
    const after = await readOrder(shop, order.id)
    expect(after.payment_status).toBe("refunded")
    expect(refundsAsked(shop)).toBe(1)
    expect(await stockOf(shop, SUIT)).toMatchObject({ stocked: SHELF })
    expect(await stockOf(shop, SHIRT)).toMatchObject({ stocked: SHELF })
  })

  it("is cancelled: the money goes back once, and the stock is free", async () => {
    const before = await stockOf(shop, SUIT)
    const { order, payment } = await purchase()

    await staff.cancel(order)
    await inboxAtRest(shop)

    const after = await readOrder(shop, order.id)
    expect(after.status).toBe("canceled")
    expect(after.payment_status).toBe("refunded")
    expect(after.summary.pending_difference).toBe(0)
    expect(await readReservations(shop, order)).toEqual([])
    expect(await stockOf(shop, SUIT)).toEqual(before)
    expect(refundsAsked(shop)).toBe(1)
    const refunds = shop.stripe.store.refunds
      .all()
      .filter(({ payment_intent }) => payment_intent === payment.payment)
    expect(refunds.map(({ amount }) => amount)).toEqual([minor(order.total)])
  })

  it("that was free is cancelled without asking Stripe for anything", async () => {
    const { order } = await buy(shop, {
      kind: "ad_hoc",
      items: [cartItem(SHIRT)],
      shipping: null,
      payment: "no_payment_required",
    })

    await staff.cancel(order)

    const after = await readOrder(shop, order.id)
    expect(after.status).toBe("canceled")
    expect(await readReservations(shop, order)).toEqual([])
    expect(refundsAsked(shop)).toBe(0)
  })
})
