import { CallingShop, bodyOf } from "../../helpers/calling-shop"
import { countOrders } from "../../helpers/order"

/** As Stripe honours the header, but for failures: they are not kept. */
describe("Idempotency-Key of POST /admin/orders", () => {
  let calling: CallingShop

  beforeAll(async () => {
    calling = await CallingShop.open("calls_keys")
  })

  afterAll(async () => {
    await calling.close()
  })

  const keyed = (key: string) => ({ "idempotency-key": key })

  it("gives the same call the same answer again, and says that it does", async () => {
    const paid = calling.pay()
    const first = await calling.callUntilMade(bodyOf(paid), keyed("same"))
    const second = await calling.call(bodyOf(paid), keyed("same"))

    expect(first.status).toBe(201)
    expect(second).toEqual({ ...first, replayed: "true" })
  })

  it("gives many of the same call at once the same answer, and makes one order", async () => {
    const paid = calling.pay()
    const before = await countOrders(calling.shop)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        calling.callUntilMade(bodyOf(paid), keyed("at-once"))
      )
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(
      1
    )
    expect(await countOrders(calling.shop)).toBe(before + 1)
  })

  it("refuses a key that stands for another body", async () => {
    const [one, other] = [calling.pay(), calling.pay()]
    await calling.callUntilMade(bodyOf(one), keyed("taken"))
    const before = await calling.traces()

    const answer = await calling.call(bodyOf(other), keyed("taken"))

    expect([answer.status, answer.body.code]).toEqual([
      409,
      "idempotency_key_reused",
    ])
    expect(await calling.traces()).toEqual(before)
  })

  it("lets one of two bodies have a key that both come with at once", async () => {
    const paid = [calling.pay(), calling.pay()]
    const before = await countOrders(calling.shop)
    const answers = await Promise.all(
      paid.map((one) => calling.callUntilMade(bodyOf(one), keyed("rivals")))
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await countOrders(calling.shop)).toBe(before + 1)
  })

  it("lets each caller have keys of its own", async () => {
    const [one, other] = [calling.pay(), calling.pay()]
    await calling.call(bodyOf(one), keyed("shared"))
    const answer = await calling.callUntilMade(bodyOf(other), {
      ...keyed("shared"),
      authorization: `Bearer ${await calling.anotherKey()}`,
    })
    expect(answer.status).toBe(201)
  })

  it("frees a key after 24 hours", async () => {
    const [one, other] = [calling.pay(), calling.pay()]
    await calling.callUntilMade(bodyOf(one), keyed("yesterday"))
    await calling.shop.db.query(
      `UPDATE storefront_call_key SET used_at = used_at - interval '24 hours' WHERE key = 'yesterday'`
    )
    const { status, body } = await calling.callUntilMade(
      bodyOf(other),
      keyed("yesterday")
    )
    expect([status, body.created]).toEqual([201, true])
  })

  it("keeps a key for a payment that was an order before, too", async () => {
    const paid = calling.pay()
    await calling.callUntilMade(bodyOf(paid))
    const first = await calling.call(bodyOf(paid), keyed("known"))
    const second = await calling.call(bodyOf(paid), keyed("known"))
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second).toEqual({ ...first, replayed: "true" })
  })

  it.each([
    ["nothing", ""],
    ["a blank", "a b"],
    ["two", "a, b"],
    ["more than 255 characters", "x".repeat(256)],
    ["letters beyond ASCII", "schl\u00fcssel"],
  ])("refuses a key of %s", async (_, key) => {
    const answer = await calling.call(bodyOf(calling.pay()), keyed(key))
    expect([answer.status, answer.body.code]).toEqual([
      400,
      "idempotency_key_malformed",
    ])
  })
})
