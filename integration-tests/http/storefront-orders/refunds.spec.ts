import { type Purchase, buy, medusaPaymentOf } from "../../helpers/buy"
import { readOrder } from "../../helpers/order"
import {
  activityOf,
  expectRefunded,
  liveRefunds,
  refundInAdmin,
  refundsAskedFor,
  refundsOf,
} from "../../helpers/refunds"
import { Shop } from "../../helpers/shop"
import { cartItem, fillShelves, inboxAtRest } from "../../helpers/storefront"

const SUIT = "KCT-BURGUNDY-38R-2P"

/** Whoever refunds, and wherever: Medusa and Stripe say the same, and each refund is made once. */
describe("refunds of an imported order", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("refunds")
    await fillShelves(shop, [SUIT])
  })

  beforeEach(() => {
    shop.stripe.faults.clear()
    shop.stripe.clearRequests()
  })

  afterAll(async () => {
    await shop.close()
  })

  const suit = (currency = "usd", unit_amount = 17_999): Promise<Purchase> =>
    buy(shop, {
      kind: "ad_hoc",
      currency,
      items: [{ ...cartItem(SUIT), unit_amount }],
      tax_rate_percent: 0,
      shipping: null,
    })

  it("F30: made in the admin ask Stripe once each, and come to the sum of both", async () => {
    const { payment, order } = await suit()
    const medusaPayment = medusaPaymentOf(order)

    await refundInAdmin(shop, medusaPayment, 20.5)
    await refundInAdmin(shop, medusaPayment, 20.5)
    await inboxAtRest(shop)

    expect(refundsAskedFor(shop)).toBe(2)
    expect(
      liveRefunds(shop, payment.payment).map(({ amount }) => amount)
    ).toEqual([2_050, 2_050])
    await expectRefunded(shop, payment.payment, order.id, 4_100)
    const after = await readOrder(shop, order.id)
    expect(after.payment_status).toBe("partially_refunded")
    expect(await activityOf(shop, order.id)).toEqual([
      "refund_made",
      "refund_made",
    ])
  })

  it("F30: made at Stripe are recorded, and Stripe is asked for none", async () => {
    const { payment, order } = await suit()
    const payment_intent = payment.payment

    shop.stripe.storefront.refund({ payment_intent, amount: 1_000 })
    shop.stripe.storefront.refund({ payment_intent, amount: 2_500 })
    await inboxAtRest(shop)

    await expectRefunded(shop, payment_intent, order.id, 3_500)
    expect(refundsAskedFor(shop)).toBe(0)
    const after = await readOrder(shop, order.id)
    expect(after.total).toBe(order.total - 35)
    expect(refundsOf(after)).toHaveLength(2)
    expect(await activityOf(shop, order.id)).toEqual([
      "refund_recorded",
      "refund_recorded",
    ])
  })

  it("F30: of the rest make the payment refunded, from either side", async () => {
    const { payment, order } = await suit()
    shop.stripe.storefront.refund({
      payment_intent: payment.payment,
      amount: 7_999,
    })
    await inboxAtRest(shop)

    await refundInAdmin(shop, medusaPaymentOf(order))
    await inboxAtRest(shop)

    await expectRefunded(shop, payment.payment, order.id, 17_999)
    expect(refundsAskedFor(shop)).toBe(1)
    expect((await readOrder(shop, order.id)).payment_status).toBe("refunded")
  })

  it("F30: of more than is left are refused with both figures, and nothing is asked", async () => {
    const { payment, order } = await suit()
    const medusaPayment = medusaPaymentOf(order)
    await refundInAdmin(shop, medusaPayment, 100)
    shop.stripe.clearRequests()

    await expect(refundInAdmin(shop, medusaPayment, 80)).rejects.toThrow(
      /answered 400: .*\$80\.00 cannot be refunded: of \$179\.99 paid, \$79\.99 is left/
    )
    // Stripe knows of one that Medusa has not heard of.
    shop.stripe.storefront.refund({
      payment_intent: payment.payment,
      amount: 7_000,
      deliver: false,
    })
    await expect(refundInAdmin(shop, medusaPayment, 10)).rejects.toThrow(
      /of \$179\.99 paid, \$9\.99 is left/
    )

    expect(refundsAskedFor(shop)).toBe(0)
    await expectRefunded(shop, payment.payment, order.id, 17_000)
  })

  it("F30: of a part of the smallest unit are refused", async () => {
    const { order } = await suit()
    await expect(
      refundInAdmin(shop, medusaPaymentOf(order), 10.005)
    ).rejects.toThrow(/answered 400: .*smallest unit/)
    expect(refundsAskedFor(shop)).toBe(0)
  })

  it("F30: from both sides at once come out equal", async () => {
    const { payment, order } = await suit()
    const payment_intent = payment.payment
    const medusaPayment = medusaPaymentOf(order)

    await Promise.all([
      refundInAdmin(shop, medusaPayment, 30),
      Promise.resolve().then(() => {
        shop.stripe.storefront.refund({ payment_intent, amount: 4_000 })
        shop.stripe.storefront.refund({ payment_intent, amount: 500 })
      }),
    ])
    await inboxAtRest(shop)

    await expectRefunded(shop, payment_intent, order.id, 7_500)
    expect(refundsAskedFor(shop)).toBe(1)
  })

  it("F30, F69: by two clicks at once are one, and whoever is second is told", async () => {
    const { payment, order } = await suit()
    const medusaPayment = medusaPaymentOf(order)

    const clicks = await Promise.allSettled([
      refundInAdmin(shop, medusaPayment, 30),
      refundInAdmin(shop, medusaPayment, 30),
    ])
    await inboxAtRest(shop)

    const refused = clicks.filter(({ status }) => status === "rejected")
    expect(refused).toHaveLength(1)
    expect(String((refused[0] as PromiseRejectedResult).reason)).toMatch(
      // The latter where the first one takes longer than a click waits.
      /answered 409: .*(refund_made_meanwhile.*\$30\.00|refund_under_way)/
    )
    expect(refundsAskedFor(shop)).toBe(1)
    await expectRefunded(shop, payment.payment, order.id, 3_000)
  })

  it.each([
    ["jpy", 2_500, 2_500],
    ["kwd", 2.5, 2_500],
    ["cad", 25, 2_500],
  ])(
    "F27, F30: in %s count in its smallest unit",
    async (currency, major, minor) => {
      const { payment, order } = await suit(currency, 17_990)
      await refundInAdmin(shop, medusaPaymentOf(order), major)
      shop.stripe.storefront.refund({
        payment_intent: payment.payment,
        amount: 10,
      })
      await inboxAtRest(shop)

      await expectRefunded(shop, payment.payment, order.id, minor + 10)
      expect(refundsAskedFor(shop)).toBe(1)
    }
  )
})
