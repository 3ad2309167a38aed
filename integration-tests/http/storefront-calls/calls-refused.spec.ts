import { CallingShop, SUIT, bodyOf } from "../../helpers/calling-shop"
import { cartItem } from "../../helpers/storefront"

/** Of a call that Stripe does not bear out nothing is believed, and nothing written. */
describe("POST /admin/orders, of a payment that Stripe says otherwise of", () => {
  let calling: CallingShop

  beforeAll(async () => {
    calling = await CallingShop.open("calls_refused")
  })

  afterAll(async () => {
    await calling.close()
  })

  const items = [{ sku: SUIT, quantity: 1 }]

  it.each([
    [
      "an unpaid payment",
      "payment_not_paid",
      () => bodyOf(calling.pay({ payment: "delayed" })),
    ],
    [
      "a session that is still open",
      "payment_not_paid",
      () => bodyOf(calling.pay({ payment: "unpaid" })),
    ],
    [
      "another amount",
      "amount_differs",
      () => {
        const paid = calling.pay()
        return bodyOf(paid, { amount: paid.amount * 100 })
      },
    ],
    [
      "another currency",
      "currency_differs",
      () => bodyOf(calling.pay(), { currency: "cad" }),
    ],
    [
      "a payment of another account, or of none",
      "payment_not_found",
      () => ({
        items,
        payment_info: { stripe_payment_id: "pi_ofAnother", amount: 1 },
      }),
    ],
    [
      "a session of another account, or of none",
      "payment_not_found",
      () => ({
        items,
        payment_info: { stripe_payment_id: "cs_test_ofAnother", amount: 1 },
      }),
    ],
    [
      "a payment that was not made on the storefront",
      "no_checkout_session",
      () => {
        const paid = calling.pay()
        const { paymentIntents } = calling.shop.stripe.store
        const intent = paymentIntents.get(paid.payment)
        const payment = "pi_withoutSession"
        if (intent) {
          paymentIntents.put({ ...intent, id: payment })
        }
        return bodyOf({ ...paid, payment })
      },
    ],
  ])(
    "F6: refuses %s with 409 %s, and writes nothing",
    async (_, code, body) => {
      const told = body()
      const before = await calling.traces()

      const answer = await calling.call(told, {
        "idempotency-key": `f6-${code}`,
      })

      expect(answer).toMatchObject({
        status: 409,
        body: { type: "conflict", code, message: expect.any(String) },
      })
      expect(await calling.traces()).toEqual(before)
    }
  )

  it("F6: says both figures where the amounts differ", async () => {
    const paid = calling.pay()
    const { body } = await calling.call(bodyOf(paid, { amount: 106 }))
    expect(body.message).toContain("$1.06 (106)")
    expect(body.message).toContain(`(${paid.amount})`)
  })

  it("F6: refuses another amount of a payment that is an order already", async () => {
    const paid = calling.pay()
    await calling.callUntilMade(bodyOf(paid))
    const before = await calling.traces()

    const other = await calling.call(bodyOf(paid, { amount: paid.amount + 1 }))
    const currency = await calling.call(bodyOf(paid, { currency: "eur" }))

    expect([other.status, other.body.code]).toEqual([409, "amount_differs"])
    expect([currency.status, currency.body.code]).toEqual([
      409,
      "currency_differs",
    ])
    expect(await calling.traces()).toEqual(before)
  })

  it("F6: takes the same call once what was in the way is over, with the same key", async () => {
    const paid = calling.pay({ payment: "delayed" })
    const key = { "idempotency-key": "f6-delayed-then-paid" }
    expect((await calling.call(bodyOf(paid), key)).body.code).toBe(
      "payment_not_paid"
    )
    calling.shop.stripe.storefront.asyncPayment({
      session: paid.session.id,
      outcome: "succeeded",
      deliver: false,
    })
    const { status } = await calling.callUntilMade(bodyOf(paid), key)
    expect(status).toBe(201)
  })

  it("F43: says 502 and when to try again while Stripe is out, and writes nothing", async () => {
    const paid = calling.pay({ items: [cartItem(SUIT)] })
    const before = await calling.traces()
    calling.shop.stripe.faults.set({
      rules: [{ kind: "503", times: 50 }],
    })

    const answer = await calling.call(bodyOf(paid))

    calling.shop.stripe.faults.set({ rules: [] })
    expect(answer.status).toBe(502)
    expect(answer.body).toMatchObject({
      type: "upstream_unavailable",
      code: expect.stringMatching(/^stripe_/),
    })
    expect(Number(answer.retryAfter)).toBeGreaterThan(0)
    expect(await calling.traces()).toEqual(before)
    expect((await calling.callUntilMade(bodyOf(paid))).status).toBe(201)
  })
})
