import type Stripe from "stripe"
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
import {
  cartItem,
  fillShelves,
  importedPayment,
  inboxAtRest,
} from "../../helpers/storefront"

const SUIT = "KCT-BURGUNDY-38R-2P"
/** More than the client tries, so that no answer comes at all. */
const EVERY_TRY = 20
/** The job that goes on with what was left looks every 15 s, for what is as old. */
const BY_ITSELF_MS = 60_000

/** What is no refund at Stripe is none in Medusa; what Stripe does not answer is finished later. */
describe("refunds that do not go through", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("refunds_taken_back")
    await fillShelves(shop, [SUIT])
  })

  beforeEach(() => {
    shop.stripe.faults.clear()
    shop.stripe.clearRequests()
  })

  afterAll(async () => {
    await shop.close()
  })

  const suit = (): Promise<Purchase> =>
    buy(shop, {
      kind: "priced",
      items: [cartItem(SUIT)],
      promotion_code: { code: "TEN", percent_off: 10 },
    })

  async function questionsOf(payment: string) {
    const { issues, state } = await importedPayment(shop, payment)
    return { state, issues: issues.map(({ kind, message }) => [kind, message]) }
  }

  function lastRefund(payment: string): Stripe.Refund {
    const refund = liveRefunds(shop, payment).at(-1)
    if (!refund) {
      throw new Error(`${payment} has no refund at Stripe`)
    }
    return refund
  }

  it.each([
    ["made in the admin", "failed"],
    ["made at Stripe", "failed"],
    ["made at Stripe", "canceled"],
  ] as const)(
    "F30: %s that have %s days later are taken back, and asked about",
    async (where, as) => {
      const { payment, order } = await suit()
      if (where === "made in the admin") {
        await refundInAdmin(shop, medusaPaymentOf(order), 10)
      } else {
        shop.stripe.storefront.refund({
          payment_intent: payment.payment,
          amount: 1_000,
          status: "pending",
        })
      }
      await inboxAtRest(shop)
      await expectRefunded(shop, payment.payment, order.id, 1_000)

      shop.stripe.storefront.failRefund({
        refund: lastRefund(payment.payment).id,
        as,
      })
      await inboxAtRest(shop)

      await expectRefunded(shop, payment.payment, order.id, 0)
      const after = await readOrder(shop, order.id)
      expect(after.total).toBe(order.total)
      expect(after.summary.paid_total).toBe(order.total)
      expect(after.summary.refunded_total).toBe(0)
      expect(after.payment_status).toBe("captured")
      const { state, issues } = await questionsOf(payment.payment)
      expect(state).toBe("held")
      expect(issues).toEqual([
        [
          "refund_failed",
          expect.stringMatching(/^The refund of \$10\.00 failed at Stripe/),
        ],
      ])
      expect((await activityOf(shop, order.id)).at(-1)).toBe(
        "refund_taken_back"
      )
      // What was taken back can be refunded again, all of it.
      await refundInAdmin(shop, medusaPaymentOf(order))
      await inboxAtRest(shop)
      const total = Math.round(order.total * 100)
      await expectRefunded(shop, payment.payment, order.id, total)
    }
  )

  it("F30: one of several that fails leaves the others as they are", async () => {
    const { payment, order } = await suit()
    const payment_intent = payment.payment
    shop.stripe.storefront.refund({ payment_intent, amount: 1_000 })
    const { refund } = shop.stripe.storefront.refund({
      payment_intent,
      amount: 2_000,
    })
    await inboxAtRest(shop)
    await refundInAdmin(shop, medusaPaymentOf(order), 5)

    shop.stripe.storefront.failRefund({ refund: refund.id })
    await inboxAtRest(shop)

    await expectRefunded(shop, payment_intent, order.id, 1_500)
  })

  it("F30: of a cancelled order that fail leave it saying what the customer is owed", async () => {
    const { payment, order } = await suit()
    await shop.admin(`/admin/orders/${order.id}/cancel`, { method: "POST" })
    await inboxAtRest(shop)

    shop.stripe.storefront.failRefund({
      refund: lastRefund(payment.payment).id,
    })
    await inboxAtRest(shop)

    const after = await readOrder(shop, order.id)
    expect(refundsOf(after)).toEqual([])
    expect(after.payment_collections[0]?.refunded_amount).toBe(0)
    expect(after.summary.refunded_total).toBe(0)
    expect(after.summary.pending_difference).toBe(-order.total)
    expect((await questionsOf(payment.payment)).issues).toHaveLength(1)
  })

  it.each(["failed", "canceled"] as const)(
    "F30: that Stripe answers as %s are refused",
    async (outcome) => {
      const { payment, order } = await suit()
      shop.stripe.faults.set({ refunds: [outcome] })

      await expect(
        refundInAdmin(shop, medusaPaymentOf(order), 10)
      ).rejects.toThrow(/answered 400: .*the customer does not have the money/)
      await inboxAtRest(shop)

      expect(refundsAskedFor(shop)).toBe(1)
      expect(refundsOf(await readOrder(shop, order.id))).toEqual([])
      await expectRefunded(shop, payment.payment, order.id, 0)
    }
  )

  it("F30: whose answer is lost are found, and not made again", async () => {
    const { payment, order } = await suit()
    shop.stripe.faults.set({
      rules: [
        {
          method: "POST",
          pathPrefix: "/v1/refunds",
          kind: "reset_after_commit",
          times: EVERY_TRY,
        },
      ],
    })

    await refundInAdmin(shop, medusaPaymentOf(order), 10)
    await inboxAtRest(shop)

    await expectRefunded(shop, payment.payment, order.id, 1_000)
    expect(
      shop.stripe.store.refunds
        .all()
        .filter(({ payment_intent }) => payment_intent === payment.payment)
    ).toHaveLength(1)
  })

  it("F30, F43: that Stripe does not answer are finished by themselves, with the first key", async () => {
    const { payment, order } = await suit()
    const medusaPayment = medusaPaymentOf(order)
    const outage = [
      { method: "POST", pathPrefix: "/v1/refunds", kind: "503" as const },
    ].map((rule) => ({ ...rule, times: EVERY_TRY }))
    shop.stripe.faults.set({ rules: outage })

    await expect(refundInAdmin(shop, medusaPayment, 10)).rejects.toThrow(
      /answered 409: .*refund_unfinished.*do not refund again/
    )
    shop.stripe.faults.set({ rules: outage })
    await expect(refundInAdmin(shop, medusaPayment, 10)).rejects.toThrow(
      /answered 409: .*refund_unfinished.*\$10\.00 begun at .* waits for Stripe/
    )
    shop.stripe.faults.clear()

    await expectRefunded(shop, payment.payment, order.id, 1_000, BY_ITSELF_MS)
    const keys = shop.stripe
      .requests()
      .filter(({ method, path }) => method === "POST" && path === "/v1/refunds")
      .map(({ idempotency_key }) => idempotency_key)
    expect(new Set(keys)).toEqual(
      new Set(refundsOf(await readOrder(shop, order.id)).map(({ id }) => id))
    )
  })

  it("F30: left unfinished are finished first by the second click, which is told of it", async () => {
    const { payment, order } = await suit()
    const medusaPayment = medusaPaymentOf(order)
    shop.stripe.faults.set({
      rules: [
        {
          method: "POST",
          pathPrefix: "/v1/refunds",
          kind: "503",
          times: EVERY_TRY,
        },
      ],
    })
    await expect(refundInAdmin(shop, medusaPayment, 10)).rejects.toThrow(/409/)
    shop.stripe.faults.clear()

    await expect(refundInAdmin(shop, medusaPayment, 10)).rejects.toThrow(
      /answered 409: .*refund_completed.*\$10\.00 begun at .* has just been completed/
    )
    await inboxAtRest(shop)
    await expectRefunded(shop, payment.payment, order.id, 1_000)
    expect(await activityOf(shop, order.id)).toEqual(["refund_finished"])

    await refundInAdmin(shop, medusaPayment, 10)
    await inboxAtRest(shop)
    await expectRefunded(shop, payment.payment, order.id, 2_000)
  })
})
