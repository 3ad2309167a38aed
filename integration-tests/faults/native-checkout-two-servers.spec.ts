import { deliverTo, eventOf, workedOff } from "../helpers/delivered-event"
import { freePort } from "../helpers/free-port"
import { NativeCustomer } from "../helpers/native-checkout"
import { expectOneOrder, orderIdOf } from "../helpers/native-order"
import { type ServerProcess, startServer } from "../helpers/server-process"
import { Shop } from "../helpers/shop"

const SUIT_2P = "KCT-BURGUNDY-38R-2P"

const times = (count: number) => Array.from({ length: count }, (_, run) => run)

/**
 * Medusa's own lock on a cart holds within one process, unless there is Redis: here the customer
 * completes the cart in one process, and the event is worked off in the other. What the order's
 * summary says it was paid is not looked at: Medusa adds to it without a lock of its own.
 */
describe("Medusa's own checkout over two processes without Redis", () => {
  let shop: Shop
  let worker: ServerProcess
  let customer: NativeCustomer

  beforeAll(async () => {
    shop = await Shop.open("native_two_servers")
    worker = await startServer(await freePort(), shop.environment)
    await shop.stop()
    // It is ready only where another process works off what waits.
    await shop.restart({ MEDUSA_WORKER_MODE: "server" })
    shop.stripe.faults.set({ delivery: { drop: Number.MAX_SAFE_INTEGER } })
    customer = await NativeCustomer.of(shop)
  })

  afterAll(async () => {
    await worker.end("SIGKILL")
    await shop.close()
  })

  it.each(times(5))(
    "F41: is one paid order where the customer and the webhook come at once (%i)",
    async () => {
      const checkout = await customer.fillCart(SUIT_2P)
      await customer.pay(checkout)
      const paid = eventOf(shop, checkout.intentId, "payment_intent.succeeded")

      await Promise.allSettled([
        deliverTo(shop, "stripe", paid),
        customer.complete(checkout),
      ])

      expect((await workedOff(shop, paid.id)).state).toBe("done")
      await expectOneOrder(shop, checkout, "captured")
    }
  )

  it.each(times(3))(
    "F41: is one authorised order where the customer and the webhook come at once (%i)",
    async () => {
      const checkout = await customer.fillCart(SUIT_2P, {
        capture_method: "manual",
      })
      await customer.pay(checkout)
      const authorized = eventOf(
        shop,
        checkout.intentId,
        "payment_intent.amount_capturable_updated"
      )

      await Promise.allSettled([
        deliverTo(shop, "stripe", authorized),
        customer.complete(checkout),
      ])

      expect((await workedOff(shop, authorized.id)).state).toBe("done")
      await expectOneOrder(shop, checkout, "authorized")
      const intent = shop.stripe.store.paymentIntents.get(checkout.intentId)
      expect(intent?.status).toBe("requires_capture")
    }
  )

  it("is one paid order where the customer clicks in both at once, and finds it afterwards", async () => {
    const checkout = await customer.fillCart(SUIT_2P)
    await customer.pay(checkout)

    await Promise.allSettled([
      customer.complete(checkout),
      customer.complete(checkout, worker.url),
    ])

    await expectOneOrder(shop, checkout, "captured")
    const id = await orderIdOf(shop, checkout)
    for (const server of [shop.url, worker.url]) {
      expect(await customer.complete(checkout, server)).toMatchObject({
        type: "order",
        order: { id },
      })
    }
  })

  it("is kept from a second order by the database itself", async () => {
    const checkout = await customer.fillCart(SUIT_2P)
    await customer.pay(checkout)
    await customer.complete(checkout)

    await expect(
      shop.db.query(
        "INSERT INTO order_cart (id, order_id, cart_id) VALUES ('ordcart_2', 'order_2', $1)",
        [checkout.cartId]
      )
    ).rejects.toThrow(/IDX_order_cart_once/)
  })
})
