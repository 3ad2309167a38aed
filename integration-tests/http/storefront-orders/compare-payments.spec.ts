import { answerOf } from "../../helpers/answer-of"
import { linesOf } from "../../helpers/catch-up"
import {
  COMPARED_SKU,
  aDayPasses,
  buyToCompare,
  compare,
  comparedAgain,
  differenceOf,
  setAmount,
} from "../../helpers/comparing"
import { activityOf } from "../../helpers/disputes"
import { Shop } from "../../helpers/shop"
import {
  fillShelves,
  importedPayment,
  inboxAtRest,
} from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

/** Every payment's captured and refunded sums are compared with Stripe's. */
describe("comparing with Stripe", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("compare_payments", {
      STOREFRONT_COMPARE_SECONDS: "1",
    })
    await fillShelves(shop, [COMPARED_SKU])
  })

  afterAll(async () => {
    await shop.close()
  })

  const bought = (currency = "usd") => buyToCompare(shop, currency)

  /** What the question says, in minor units. */
  async function difference(intent: string): Promise<unknown> {
    const payment = await importedPayment(shop, intent)
    expect(payment.state).toBe("held")
    return differenceOf(payment)?.details
  }

  it.each(["usd", "jpy", "kwd"])(
    "finds a payment in %s equal by itself, and says since when",
    async (currency) => {
      const { intent, total } = await bought(currency)

      const payment = await comparedAgain(shop, intent)

      expect(differenceOf(payment)).toBeUndefined()
      expect(await compare(shop, intent)).toEqual({
        status: 200,
        body: {
          equal: true,
          stripe: { captured: total, refunded: 0 },
          medusa: { captured: total, refunded: 0 },
        },
      })
    }
  )

  it("counts what staff have refunded on both sides", async () => {
    const { intent, total, medusaPaymentId } = await bought()
    await shop.admin(`/admin/payments/${medusaPaymentId}/refund`, {
      method: "POST",
      body: { amount: 20.5 },
    })

    expect((await compare(shop, intent)).body).toEqual({
      equal: true,
      stripe: { captured: total, refunded: 2050 },
      medusa: { captured: total, refunded: 2050 },
    })
  })

  it("has a refund that Medusa has lost recorded anew, without another one at Stripe", async () => {
    const { intent, total, medusaPaymentId } = await bought()
    await shop.admin(`/admin/payments/${medusaPaymentId}/refund`, {
      method: "POST",
      body: { amount: 20.5 },
    })
    await inboxAtRest(shop)
    await shop.db.query("DELETE FROM refund WHERE payment_id = $1", [
      medusaPaymentId,
    ])
    await shop.db.query(
      `DELETE FROM order_transaction WHERE reference = 'refund' AND order_id =
         (SELECT order_id FROM storefront_payment WHERE payment = $1)`,
      [intent]
    )
    shop.stripe.clearRequests()

    const { body } = await compare(shop, intent)

    expect(body).toEqual({
      equal: true,
      stripe: { captured: total, refunded: 2050 },
      medusa: { captured: total, refunded: 2050 },
    })
    expect(differenceOf(await importedPayment(shop, intent))).toBeUndefined()
    const made = shop.stripe
      .requests()
      .filter(({ method, path }) => method === "POST" && path === "/v1/refunds")
    expect(made).toEqual([])
  })

  it.each([
    ["usd", "179.90"],
    ["jpy", "17990"],
    ["kwd", "17.990"],
  ])(
    "asks about a capture in %s that is not Stripe's, and closes it once it is mended",
    async (currency, price) => {
      const { intent, total, captureId } = await bought(currency)
      const right = await amountOf("capture", captureId)
      await setAmount(shop, "capture", captureId, price)

      const { body } = await compare(shop, intent)

      expect(body).toEqual({
        equal: false,
        stripe: { captured: total, refunded: 0 },
        medusa: { captured: 17990, refunded: 0 },
      })
      expect(await difference(intent)).toMatchObject({
        currency_code: currency,
        stripe_captured_minor: total,
        medusa_captured_minor: 17990,
      })
      await setAmount(shop, "capture", captureId, right)
      expect((await compare(shop, intent)).body.equal).toBe(true)
      const mended = await importedPayment(shop, intent)
      expect(differenceOf(mended)).toBeUndefined()
      expect(await activityOf(shop, mended, "amounts_")).toEqual([
        "amounts_differ",
        "amounts_agree",
      ])
    }
  )

  async function amountOf(table: string, id: string): Promise<string> {
    const { rows } = await shop.db.query<{ amount: string }>(
      `SELECT amount::text FROM ${table} WHERE id = $1`,
      [id]
    )
    return rows[0]?.amount ?? ""
  }

  it("finds by itself that the order's transaction is gone, says both figures, and that it is back", async () => {
    const { intent, total, transactionId } = await bought()
    await comparedAgain(shop, intent)
    await shop.db.query(
      "UPDATE order_transaction SET deleted_at = now() WHERE id = $1",
      [transactionId]
    )
    await aDayPasses(shop)

    const payment = await comparedAgain(shop, intent)

    expect(await difference(intent)).toMatchObject({
      order_paid_minor: total,
      order_transactions_minor: 0,
    })
    expect(differenceOf(payment)?.message).toMatch(
      /transactions come to \$0.00 instead of/
    )
    await shop.db.query(
      "UPDATE order_transaction SET deleted_at = NULL WHERE id = $1",
      [transactionId]
    )
    await aDayPasses(shop)
    const mended = await comparedAgain(shop, intent)
    expect(differenceOf(mended)).toBeUndefined()
    expect(mended.state).not.toBe("open")
  })

  it("asks about a payment that is not in Medusa at all", async () => {
    const { intent, total, medusaPaymentId } = await bought()
    await shop.db.query("UPDATE payment SET deleted_at = now() WHERE id = $1", [
      medusaPaymentId,
    ])
    shop.stripe.storefront.refund({
      payment_intent: intent,
      amount: 100,
      deliver: false,
    })

    expect((await compare(shop, intent)).body).toEqual({
      equal: false,
      stripe: { captured: total, refunded: 100 },
      medusa: { captured: 0, refunded: 0 },
    })
    expect(await difference(intent)).toMatchObject({
      medusa_captured_minor: 0,
    })
  })

  it("asks once about the same difference, and again once staff have answered and it is another", async () => {
    const { payment, intent, captureId } = await bought()
    await setAmount(shop, "capture", captureId, "10")
    await compare(shop, intent)
    await compare(shop, intent)
    await shop.db.query(
      `UPDATE storefront_issue SET answered_at = now(), answering_since = now(),
              answered_by_type = 'user', answer = '{"kind":"handled"}'
       WHERE payment_id = $1`,
      [payment.id]
    )

    await compare(shop, intent)
    expect(differenceOf(await importedPayment(shop, intent))).toBeUndefined()

    await setAmount(shop, "capture", captureId, "11")
    await compare(shop, intent)
    expect(differenceOf(await importedPayment(shop, intent))).toBeDefined()
    expect(await activityOf(shop, payment, "amounts_")).toEqual([
      "amounts_differ",
      "amounts_differ",
    ])
  })

  it("asks nothing of a payment that Stripe does not know: the key may be another account's", async () => {
    const { intent, captureId } = await bought()
    await setAmount(shop, "capture", captureId, "10")
    await shop.db.query(
      "UPDATE storefront_payment SET payment_intent_id = 'pi_elsewhere' WHERE payment = $1",
      [intent]
    )

    expect(await compare(shop, intent)).toMatchObject({
      status: 409,
      body: { code: "charge_not_found" },
    })
    expect(differenceOf(await importedPayment(shop, intent))).toBeUndefined()
  })

  it("F43: notes nothing while Stripe is out, says so, and goes on by itself", async () => {
    const { intent } = await bought()
    await comparedAgain(shop, intent)
    shop.stripe.faults.set({
      rules: [{ pathPrefix: "/v1/charges", times: 1_000, kind: "503" }],
    })
    await aDayPasses(shop)

    expect(await compare(shop, intent)).toMatchObject({ status: 503 })
    const stopped = "comparing with Stripe stopped code=stripe_"
    await waitFor("the log to say so", () => linesOf(shop, stopped).length > 0)
    const { compared_at } = await importedPayment(shop, intent)
    expect(Date.now() - Date.parse(compared_at ?? "")).toBeGreaterThan(
      23 * 60 * 60 * 1000
    )

    shop.stripe.faults.clear()
    await comparedAgain(shop, intent)
  })

  it.each(["nobody", "spay_nobody", "a%20b"])(
    "is refused for %s, which is no payment",
    async (id) => {
      expect(
        await answerOf(shop, `/admin/storefront/payments/${id}/compare`, {
          method: "POST",
          body: {},
        })
      ).toMatchObject({ status: 404, body: { code: "not_found" } })
    }
  )
})
