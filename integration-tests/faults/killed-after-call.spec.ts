import { CallingShop, bodyOf } from "../helpers/calling-shop"
import { countOrders } from "../helpers/order"
import { expectWholeOrder } from "../helpers/paid-orders"
import { waitFor } from "../helpers/wait-for"

const KEY = { "idempotency-key": "before-the-fall" }

/** Once a call is answered with 202 its order is made, whatever becomes of who answered. */
describe("a backend that dies after it took a call", () => {
  let calling: CallingShop

  beforeAll(async () => {
    calling = await CallingShop.open("killed_after_call")
    await calling.shop.stop()
    // A process that only serves takes calls, and makes no orders.
    await calling.shop.restart({ MEDUSA_WORKER_MODE: "server" })
  })

  afterAll(async () => {
    await calling.close()
  })

  it("F1: leaves a call that becomes an order after the restart, though nobody calls again", async () => {
    const { shop } = calling
    const before = await countOrders(shop)
    const paid = calling.pay()

    const taken = await calling.call(bodyOf(paid), KEY)
    await shop.kill()

    expect(taken).toMatchObject({
      status: 202,
      location: `/admin/orders/storefront/${paid.payment}`,
      body: {
        payment: { payment: paid.payment, state: "open", order_id: null },
        issues: [],
      },
    })
    await shop.restart()
    await expectWholeOrder(
      shop,
      { payment: paid.payment, total: paid.amount },
      { timeoutMs: 60_000 }
    )
    const polled = await waitFor("the order where the 202 said", async () => {
      const answer = await calling.poll(taken.location ?? "")
      return answer.status === 200 && answer
    })
    const again = await calling.call(bodyOf(paid), KEY)
    expect(again).toMatchObject({
      status: 201,
      body: { order: polled.body.order, created: true },
      replayed: null,
    })
    expect(await countOrders(shop)).toBe(before + 1)
  })

  it("says at once where there is nothing to poll", async () => {
    expect(
      await calling.poll("/admin/orders/storefront/pi_unknown")
    ).toMatchObject({
      status: 404,
      body: { type: "not_found", code: "not_found" },
    })
    const answer = await fetch(
      `${calling.shop.url}/admin/orders/storefront/pi_unknown`
    )
    expect(answer.status).toBe(401)
  })
})
