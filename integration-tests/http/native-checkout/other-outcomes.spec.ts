import type Stripe from "stripe"
import { deliverTo, eventOf, workedOff } from "../../helpers/delivered-event"
import {
  type NativeCheckout,
  NativeCustomer,
} from "../../helpers/native-checkout"
import { expectOneSettledOrder, orderIdOf } from "../../helpers/native-order"
import { medusaPaymentOf } from "../../helpers/buy"
import { countOrders, readOrder } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import { waitFor } from "../../helpers/wait-for"

const SUIT_2P = "KCT-BURGUNDY-38R-2P"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"

type LocationLevel = { location_id: string; reserved_quantity: number }

describe("Medusa's own checkout", () => {
  let shop: Shop
  let customer: NativeCustomer

  beforeAll(async () => {
    shop = await Shop.open("native_outcomes")
    customer = await NativeCustomer.of(shop)
  })

  beforeEach(() => {
    // The tests deliver the events themselves, each when its time has come.
    shop.stripe.faults.clear()
    shop.stripe.faults.set({ delivery: { drop: Number.MAX_SAFE_INTEGER } })
  })

  afterAll(async () => {
    await shop.close()
  })

  async function tell(objectId: string, type: string) {
    const event = eventOf(shop, objectId, type)
    expect(await deliverTo(shop, "stripe", event)).toBe(200)
    return workedOff(shop, event.id)
  }

  describe("with an authorisation that staff capture later", () => {
    const manual = { capture_method: "manual" }

    it.each(["before", "after"])(
      "is one order where Stripe's word of it comes %s the customer",
      async (when) => {
        const checkout = await customer.fillCart(SUIT_2P, manual)
        await customer.pay(checkout)

        if (when === "after") {
          await customer.complete(checkout)
        }
        const authorized = await tell(
          checkout.intentId,
          "payment_intent.amount_capturable_updated"
        )
        await customer.complete(checkout)

        expect(authorized.state).toBe("done")
        await expectOneSettledOrder(shop, checkout, "authorized")
      }
    )

    it("is collected once by staff, and Stripe's word of that changes nothing", async () => {
      const checkout = await customer.fillCart(SUIT_2P, manual)
      await customer.pay(checkout)
      await customer.complete(checkout)
      const order = await readOrder(
        shop,
        (await orderIdOf(shop, checkout)) ?? ""
      )

      await shop.admin(`/admin/payments/${medusaPaymentOf(order).id}/capture`, {
        method: "POST",
        body: {},
      })
      const captured = await tell(checkout.intentId, "payment_intent.succeeded")

      expect(captured.state).toBe("done")
      await expectOneSettledOrder(shop, checkout, "captured")
    })
  })

  it("keeps a declined card and the payment after it on one timeline, and makes one order", async () => {
    const checkout = await customer.fillCart(SUIT_2P)
    const declined = customer
      .stripe()
      .paymentIntents.confirm(checkout.intentId, {
        payment_method: "pm_card_chargeDeclined",
      })
    await expect(declined).rejects.toThrow(/declined/)

    const failed = await tell(
      checkout.intentId,
      "payment_intent.payment_failed"
    )
    await customer.pay(checkout)
    const paid = await tell(checkout.intentId, "payment_intent.succeeded")

    expect(failed).toMatchObject({
      state: "ignored",
      outcome_code: "payment_failed",
    })
    expect(paid.state).toBe("done")
    await expectOneSettledOrder(shop, checkout, "captured")
    const { rows } = await shop.db.query<{ type: string }>(
      "SELECT type FROM stripe_event WHERE payment = $1 ORDER BY received_at",
      [checkout.intentId]
    )
    expect(rows.map(({ type }) => type)).toEqual([
      "payment_intent.payment_failed",
      "payment_intent.succeeded",
    ])
  })

  it("F43: is tried again where Stripe is out, and is one order then", async () => {
    const checkout = await customer.fillCart(SUIT_2P)
    await customer.pay(checkout)
    shop.stripe.faults.set({
      rules: [
        {
          method: "GET",
          pathPrefix: `/v1/payment_intents/${checkout.intentId}`,
          kind: "503",
          times: 3,
        },
      ],
    })

    const event = await tell(checkout.intentId, "payment_intent.succeeded")

    expect(event.state).toBe("done")
    expect(event.attempts[0]).toEqual({
      outcome: "retry",
      code: "medusa_payment_not_processed",
    })
    await expectOneSettledOrder(shop, checkout, "captured")
  })

  it("gives the money back where the last one was sold meanwhile, and never makes an order of it later", async () => {
    const checkout = await customer.fillCart(SHIRT)
    await customer.pay(checkout)
    await stock(SHIRT, 0)
    const orders = await countOrders(shop)

    const event = await tell(checkout.intentId, "payment_intent.succeeded")
    await stock(SHIRT, 50)
    await shop.db.query(
      "UPDATE stripe_event SET state = 'pending', run_at = now(), finished_at = NULL, generation = generation + 1 WHERE payment = $1",
      [checkout.intentId]
    )
    const again = await waitFor("the second look", async () => {
      const seen = await workedOff(
        shop,
        eventOf(shop, checkout.intentId, "payment_intent.succeeded").id
      )
      return seen.attempts.length > event.attempts.length && seen
    })

    for (const seen of [event, again]) {
      expect(seen).toMatchObject({
        state: "ignored",
        outcome_code: "refunded_by_medusa",
      })
    }
    expect(refundsOf(checkout).map(({ amount }) => amount)).toEqual([
      checkout.amount,
    ])
    expect(await countOrders(shop)).toBe(orders)
  })

  it.each<[string, Stripe.MetadataParam]>([
    [
      "a payment session of another Medusa",
      { session_id: "payses_01ELSEWHERE" },
    ],
    ["a session_id of the storefront's own", { session_id: "sess_42" }],
    ["no mark at all", {}],
  ])(
    "makes no order of a payment with %s, and says why",
    async (_, metadata) => {
      const orders = await countOrders(shop)
      const stripe = customer.stripe()
      const { id } = await stripe.paymentIntents.create({
        amount: 4_200,
        currency: "usd",
        metadata,
      })
      const { latest_charge: charge } = await stripe.paymentIntents.confirm(
        id,
        {
          payment_method: "pm_card_visa",
        }
      )

      const outcomes = [
        await tell(id, "payment_intent.succeeded"),
        await tell(
          typeof charge === "string" ? charge : "",
          "charge.succeeded"
        ),
      ]

      for (const outcome of outcomes) {
        expect(outcome).toMatchObject({
          state: "ignored",
          outcome_code: "no_checkout_session",
        })
      }
      expect(await countOrders(shop)).toBe(orders)
      const { rows } = await shop.db.query("SELECT id FROM storefront_payment")
      expect(rows).toEqual([])
    }
  )

  it("is taken up at once, and not after the 5 s of stock Medusa", async () => {
    const checkout = await customer.fillCart(SUIT_2P)
    await customer.pay(checkout)

    const { ms } = await tell(checkout.intentId, "payment_intent.succeeded")

    expect(ms.untilStarted).toBeLessThan(4_500)
    await expectOneSettledOrder(shop, checkout, "captured")
  })

  /** Staff count what is on the shelf. */
  async function stock(sku: string, count: number): Promise<void> {
    const { inventory_items } = await shop.admin<{
      inventory_items: { id: string; location_levels: LocationLevel[] }[]
    }>(`/admin/inventory-items?sku=${sku}&fields=id,location_levels.*`)
    for (const { id, location_levels } of inventory_items) {
      for (const { location_id, reserved_quantity } of location_levels) {
        await shop.admin(
          `/admin/inventory-items/${id}/location-levels/${location_id}`,
          {
            method: "POST",
            body: { stocked_quantity: reserved_quantity + count },
          }
        )
      }
    }
  }

  function refundsOf({ intentId }: NativeCheckout): Stripe.Refund[] {
    return shop.stripe.store.refunds
      .all()
      .filter(({ payment_intent }) => payment_intent === intentId)
  }
})
