import { type Purchase, buy, medusaPaymentOf } from "../../helpers/buy"
import {
  legacyOrderSays,
  legacyOrdersOf,
  putLegacyOrder,
  putLegacyOrderOf,
} from "../../helpers/legacy-orders"
import { expectRefunded } from "../../helpers/refunds"
import { Shop } from "../../helpers/shop"
import { Staff, piecesOf } from "../../helpers/staff"
import { cartItem, fillShelves } from "../../helpers/storefront"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"

const linkOf = (number: string): string => `https://carrier.example/${number}`

describe("an order's status in the legacy store", () => {
  let shop: Shop
  let staff: Staff

  beforeAll(async () => {
    shop = await Shop.open("order_status")
    staff = new Staff(shop)
    await fillShelves(shop, [SUIT, TIE])
  })

  afterAll(async () => {
    await shop.close()
  })

  /** Two suits and a tie, paid, and known to the old storefront. */
  async function bought(): Promise<Purchase> {
    const purchase = await buy(shop, {
      kind: "priced",
      items: [cartItem(SUIT, 2), cartItem(TIE)],
    })
    await putLegacyOrderOf(shop, purchase)
    return purchase
  }

  const says = (purchase: Purchase, medusa_status: string) =>
    legacyOrderSays(shop, purchase, { medusa_status })

  it("is paid once it is imported, and leaves the shop's own columns alone", async () => {
    const purchase = await bought()
    await legacyOrderSays(shop, purchase, {
      medusa_order_id: purchase.order.id,
      medusa_status: "paid",
      tracking_numbers: [],
      tracking_urls: [],
      status: "paid",
      medusa_synced_at: expect.any(Date) as Date,
    })
  })

  it("goes with the parcels from fulfilled over shipped to delivered, in part and whole", async () => {
    const purchase = await bought()
    const { order } = purchase
    const suits = piecesOf(order, SUIT)
    const tie = piecesOf(order, TIE)

    const first = await staff.fulfill(order, suits)
    await says(purchase, "partially_fulfilled")
    await staff.ship(order, first, suits, "SUITS1")
    await legacyOrderSays(shop, purchase, {
      medusa_status: "partially_shipped",
      tracking_numbers: ["SUITS1"],
      tracking_urls: [linkOf("SUITS1")],
    })
    const second = await staff.fulfill(order, tie)
    await staff.ship(order, second, tie, "TIE1")
    await legacyOrderSays(shop, purchase, {
      medusa_status: "shipped",
      tracking_numbers: ["SUITS1", "TIE1"],
      tracking_urls: [linkOf("SUITS1"), linkOf("TIE1")],
    })
    await staff.deliver(order, first)
    await says(purchase, "partially_delivered")
    await staff.deliver(order, second)
    await legacyOrderSays(shop, purchase, {
      medusa_status: "delivered",
      tracking_numbers: ["SUITS1", "TIE1"],
    })
  })

  it("is fulfilled where all is packed, and paid again when that is cancelled", async () => {
    const purchase = await bought()
    const { order } = purchase
    const fulfillment = await staff.fulfill(order, piecesOf(order))
    await says(purchase, "fulfilled")
    await shop.admin(
      `/admin/orders/${order.id}/fulfillments/${fulfillment}/cancel`,
      { method: "POST", body: {} }
    )
    await says(purchase, "paid")
  })

  it("is cancelled when the order is", async () => {
    const purchase = await bought()
    await says(purchase, "paid")
    await staff.cancel(purchase.order)
    await says(purchase, "canceled")
  })

  it("is refunded in part and in full by staff; what is sent in between is told of too", async () => {
    const purchase = await bought()
    const { order } = purchase
    const payment = medusaPaymentOf(order)
    await staff.refund(payment, 10)
    await says(purchase, "partially_refunded")
    const pieces = piecesOf(order)
    const fulfillment = await staff.fulfill(order, pieces)
    await says(purchase, "fulfilled")
    await staff.ship(order, fulfillment, pieces, "LATE1")
    await says(purchase, "shipped")
    await staff.refund(payment, 10)
    await says(purchase, "partially_refunded")
    await staff.refund(payment, order.total - 20)
    await legacyOrderSays(shop, purchase, {
      medusa_status: "refunded",
      tracking_numbers: ["LATE1"],
    })
  })

  it("is refunded in part and in full by a refund made at Stripe", async () => {
    const purchase = await bought()
    const { payment, order } = purchase
    const intent = payment.payment_intent_id ?? ""
    shop.stripe.storefront.refund({ payment_intent: intent, amount: 500 })
    await expectRefunded(shop, intent, order.id, 500)
    await says(purchase, "partially_refunded")
    shop.stripe.storefront.refund({ payment_intent: intent })
    await says(purchase, "refunded")
  })

  it("is not refunded any more when the refund fails days later", async () => {
    const purchase = await bought()
    const intent = purchase.payment.payment_intent_id ?? ""
    const { refund } = shop.stripe.storefront.refund({
      payment_intent: intent,
    })
    await says(purchase, "refunded")
    shop.stripe.storefront.failRefund({ refund: refund.id })
    await says(purchase, "paid")
  })

  it("is partially shipped when a piece is added to what was sent", async () => {
    const purchase = await bought()
    const { order } = purchase
    const pieces = piecesOf(order)
    const fulfillment = await staff.fulfill(order, pieces)
    await staff.ship(order, fulfillment, pieces, "ALL1")
    await says(purchase, "shipped")
    const [tie] = order.items.filter(({ variant_sku }) => variant_sku === TIE)
    await staff.edit(order, {
      add: [{ variant_id: tie?.variant_id ?? "", quantity: 1 }],
    })
    await says(purchase, "partially_shipped")
  })

  it("is found by its Checkout Session where the row has no PaymentIntent, in every row it has", async () => {
    const purchase = await buy(shop, { kind: "priced", items: [cartItem(TIE)] })
    const session = purchase.payment.checkout_session_id
    await putLegacyOrder(
      shop,
      { session },
      { session, intent: purchase.payment.payment_intent_id },
      { intent: "pi_of_somebody_else" }
    )
    await says(purchase, "paid")
    const rows = await legacyOrdersOf(shop, purchase)
    expect(rows.map(({ medusa_status }) => medusa_status)).toEqual([
      "paid",
      "paid",
    ])
    const { rows: others } = await shop.legacy.query(
      "SELECT medusa_status FROM orders WHERE stripe_payment_intent = 'pi_of_somebody_else'"
    )
    expect(others).toEqual([{ medusa_status: null }])
  })

  it("is told of an order for which nothing had to be paid, by its Checkout Session", async () => {
    const purchase = await buy(shop, {
      kind: "priced",
      items: [cartItem(TIE)],
      shipping: "free",
      promotion_code: { code: "STAFF", percent_off: 100 },
      payment: "no_payment_required",
    })
    expect(purchase.payment.payment_intent_id).toBeNull()
    await putLegacyOrderOf(shop, purchase)
    await says(purchase, "paid")
    await staff.fulfill(purchase.order, piecesOf(purchase.order))
    await says(purchase, "fulfilled")
  })
})
