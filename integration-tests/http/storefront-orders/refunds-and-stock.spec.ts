import { type Purchase, buy, medusaPaymentOf } from "../../helpers/buy"
import { readOrder, readReservations } from "../../helpers/order"
import {
  activityOf,
  expectRefunded,
  refundInAdmin,
  refundsAskedFor,
} from "../../helpers/refunds"
import { Shop } from "../../helpers/shop"
import { cartItem, fillShelves, inboxAtRest } from "../../helpers/storefront"
import { levelsThatDisagree } from "../../helpers/whole-orders"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"

describe.each(["full_refund", "never"] as const)(
  "where stock is put back: %s",
  (rule) => {
    let shop: Shop

    beforeAll(async () => {
      shop = await Shop.open(`refunds_stock_${rule}`, {
        STOREFRONT_RESTOCK_ON_REFUND: rule,
      })
      await fillShelves(shop, [SUIT, TIE])
    })

    beforeEach(() => {
      shop.stripe.clearRequests()
    })

    afterAll(async () => {
      await shop.close()
    })

    const outfit = (): Promise<Purchase> =>
      buy(shop, { kind: "priced", items: [cartItem(SUIT), cartItem(TIE, 2)] })

    it.each(["at Stripe", "in the admin"])(
      "a refund in full %s frees what nobody has sent, by that rule",
      async (where) => {
        const { payment, order } = await outfit()
        const payment_intent = payment.payment
        shop.stripe.storefront.refund({ payment_intent, amount: 1_000 })
        await inboxAtRest(shop)
        expect(await readReservations(shop, order)).toHaveLength(2)

        if (where === "at Stripe") {
          shop.stripe.storefront.refund({ payment_intent })
        } else {
          await refundInAdmin(shop, medusaPaymentOf(order))
        }
        await inboxAtRest(shop)

        const total = Math.round(order.total * 100)
        await expectRefunded(shop, payment_intent, order.id, total)
        const released = rule === "full_refund"
        expect(await readReservations(shop, order)).toHaveLength(
          released ? 0 : 2
        )
        expect(await levelsThatDisagree(shop)).toEqual([])
        expect(
          (await activityOf(shop, order.id)).includes("stock_released")
        ).toBe(released)
      }
    )

    it("what was sent stays sent, and what is left of it reserved", async () => {
      const { payment, order } = await outfit()
      const [first] = order.items
      await shop.admin(`/admin/orders/${order.id}/fulfillments`, {
        method: "POST",
        body: { items: [{ id: first?.id, quantity: first?.quantity }] },
      })

      shop.stripe.storefront.refund({ payment_intent: payment.payment })
      await inboxAtRest(shop)

      const total = Math.round(order.total * 100)
      await expectRefunded(shop, payment.payment, order.id, total)
      expect(await readReservations(shop, order)).toHaveLength(1)
    })

    it("an order that staff cancel is refunded once, and its stock is free", async () => {
      const { payment, order } = await outfit()
      shop.stripe.storefront.refund({
        payment_intent: payment.payment,
        amount: 1_000,
      })
      await inboxAtRest(shop)

      await shop.admin(`/admin/orders/${order.id}/cancel`, { method: "POST" })
      await inboxAtRest(shop)

      expect(refundsAskedFor(shop)).toBe(1)
      const total = Math.round(order.total * 100)
      await expectRefunded(shop, payment.payment, order.id, total)
      const after = await readOrder(shop, order.id)
      expect(after.status).toBe("canceled")
      expect(await readReservations(shop, order)).toEqual([])
      expect(await levelsThatDisagree(shop)).toEqual([])
    })
  }
)
