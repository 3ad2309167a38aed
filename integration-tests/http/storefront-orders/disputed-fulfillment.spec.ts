import { answerOf, posted } from "../../helpers/answer-of"
import { buy } from "../../helpers/buy"
import { bank, fulfill } from "../../helpers/disputes"
import { readOrder, readReservations } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import { cartItem, fillShelves } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SUIT = "KCT-BURGUNDY-50R-2P"

type Sold = { intent: string; orderId: string }

/** Goods whose payment was taken back are not sent, where the shop wants it so. */
describe("an order whose payment is disputed", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("disputed_fulfillment")
    await fillShelves(shop, [SUIT])
  })

  afterAll(async () => {
    await shop.close()
  })

  async function sold(): Promise<Sold> {
    const { payment, order } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SUIT)],
      shipping: "express",
    })
    return { intent: payment.payment, orderId: order.id }
  }

  async function fulfillmentIds(orderId: string): Promise<string[]> {
    const { order } = await shop.admin<{
      order: { fulfillments: { id: string; canceled_at: string | null }[] }
    }>(`/admin/orders/${orderId}?fields=fulfillments.*`)
    return order.fulfillments
      .filter(({ canceled_at }) => canceled_at === null)
      .map(({ id }) => id)
  }

  /** Nothing was begun: what was reserved is reserved, and nothing is packed. */
  async function expectUntouched(orderId: string): Promise<void> {
    const order = await readOrder(shop, orderId)
    expect(order.fulfillment_status).toBe("not_fulfilled")
    expect(order.items.map(({ detail }) => detail.fulfilled_quantity)).toEqual([
      0,
    ])
    expect(await readReservations(shop, order)).toMatchObject([{ quantity: 1 }])
    expect(await fulfillmentIds(orderId)).toEqual([])
  }

  it("is not packed while the dispute is open, and is once it is won", async () => {
    const { intent, orderId } = await sold()
    const { disputes } = await bank(shop, intent)

    const refused = await fulfill(shop, orderId)

    expect(refused).toEqual({
      status: 409,
      body: {
        type: "conflict",
        code: "payment_disputed",
        message: expect.stringMatching(/is disputed .* Answer the dispute in/),
      },
    })
    expect(refused.body.message).toContain(disputes[0]?.dispute)
    await expectUntouched(orderId)
    await bank(shop, intent, { move: "evidence" })
    expect(await fulfill(shop, orderId)).toMatchObject({ status: 409 })
    await bank(shop, intent, { close: "won" })
    expect(await fulfill(shop, orderId)).toMatchObject({ status: 200 })
  })

  it("is not sent after the dispute is lost, until staff have dealt with it", async () => {
    const { intent, orderId } = await sold()
    await bank(shop, intent)
    const { id } = await bank(shop, intent, { close: "lost" })

    expect(await fulfill(shop, orderId)).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/charged back .* as handled/) },
    })
    await shop.db.query(
      "UPDATE storefront_issue SET answered_at = now(), answered_by_type = 'user' WHERE payment_id = $1",
      [id]
    )
    expect(await fulfill(shop, orderId)).toMatchObject({ status: 200 })
  })

  it("that is packed already is not shipped, and can be unpacked", async () => {
    const { intent, orderId } = await sold()
    await fulfill(shop, orderId)
    const [fulfillment] = await fulfillmentIds(orderId)
    await bank(shop, intent)
    const { items } = await readOrder(shop, orderId)
    const ofOrder = `/admin/orders/${orderId}/fulfillments/${fulfillment}`

    const body = { items: items.map(({ id }) => ({ id, quantity: 1 })) }
    expect(await posted(shop, `${ofOrder}/shipments`, body)).toMatchObject({
      status: 409,
      body: { code: "payment_disputed" },
    })
    const aside = `/admin/fulfillments/${fulfillment}/shipment`
    expect(await posted(shop, aside, { labels: [] })).toMatchObject({
      status: 409,
      body: { code: "payment_disputed" },
    })
    expect(
      await posted(shop, "/admin/fulfillments", {
        order_id: orderId,
        location_id: "sloc_any",
        provider_id: "manual_manual",
        delivery_address: {},
        items: [],
        labels: [],
        data: null,
        metadata: null,
      })
    ).toMatchObject({ status: 409 })

    expect(await posted(shop, `${ofOrder}/cancel`, {})).toMatchObject({
      status: 200,
    })
    expect(await fulfillmentIds(orderId)).toEqual([])
  })

  it("that is disputed while it is being packed is as it was before", async () => {
    const { intent, orderId } = await sold()
    const blocker = await shop.db.connect()
    await blocker.query("BEGIN")
    await blocker.query("LOCK TABLE fulfillment IN EXCLUSIVE MODE")
    const packing = fulfill(shop, orderId)
    await waitFor("the fulfilment to be about to be written", async () => {
      const { rows } = await shop.db.query(
        "SELECT FROM pg_locks WHERE NOT granted AND relation = 'fulfillment'::regclass"
      )
      return rows.length > 0
    })

    await bank(shop, intent)
    await blocker.query("ROLLBACK")
    blocker.release()

    expect(await packing).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("is disputed") },
    })
    await expectUntouched(orderId)
  })

  it("by an inquiry only is packed as any other", async () => {
    const { intent, orderId } = await sold()
    await bank(shop, intent, { inquiry: true })

    expect(await fulfill(shop, orderId)).toMatchObject({ status: 200 })
  })

  it("is packed where the shop does not want it held", async () => {
    const { intent, orderId } = await sold()
    await bank(shop, intent)
    await shop.stop()
    await shop.restart({ STOREFRONT_HOLD_DISPUTED: "false" })

    expect(await fulfill(shop, orderId)).toMatchObject({ status: 200 })
  })

  it("that is none of the storefront's is asked about nothing", async () => {
    const answer = await answerOf(shop, "/admin/orders/nobody/fulfillments", {
      method: "POST",
      body: { items: [{ id: "nothing", quantity: 1 }] },
    })
    expect(answer.status).toBe(404)
  })
})
