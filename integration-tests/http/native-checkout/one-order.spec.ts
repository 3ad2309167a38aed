import { idOf } from "../../../scripts/stripe-stand-in/ids"
import {
  type WorkedOff,
  deliverTo,
  eventOf,
  workedOff,
} from "../../helpers/delivered-event"
import {
  type NativeCheckout,
  NativeCustomer,
} from "../../helpers/native-checkout"
import { expectOneSettledOrder, orderIdOf } from "../../helpers/native-order"
import { Shop } from "../../helpers/shop"

const SUIT_2P = "KCT-BURGUNDY-38R-2P"
/** Enough for each of the two to be first now and then. */
const REPETITIONS = 5

/**
 * Medusa's own checkout: the customer's browser completes the cart, and so does Stripe's webhook,
 * whichever of the two is first.
 */
describe.each(["stripe", "stripe_stripe"] as const)(
  "a cart paid in Medusa's own checkout, its events sent to /hooks/payment/%s",
  (entrance) => {
    let shop: Shop
    let customer: NativeCustomer

    beforeAll(async () => {
      shop = await Shop.open(`native_${entrance}`)
      // The tests deliver the events themselves, each when its time has come.
      shop.stripe.faults.set({ delivery: { drop: Number.MAX_SAFE_INTEGER } })
      customer = await NativeCustomer.of(shop)
    })

    afterAll(async () => {
      await shop.close()
    })

    const paidEvent = (checkout: NativeCheckout) =>
      eventOf(shop, checkout.intentId, "payment_intent.succeeded")

    const deliver = async (event: { id: string }): Promise<WorkedOff> => {
      expect(await deliverTo(shop, entrance, event)).toBe(200)
      return workedOff(shop, event.id)
    }

    it("is one paid order where the webhook comes and the customer never returns", async () => {
      const checkout = await customer.fillCart(SUIT_2P)
      await customer.pay(checkout)

      const event = await deliver(paidEvent(checkout))

      expect(event).toMatchObject({ state: "done", outcome_code: null })
      expect(event.attempts).toHaveLength(1)
      await expectOneSettledOrder(shop, checkout, "captured")
    })

    it("is one paid order where the webhook comes before the customer", async () => {
      const checkout = await customer.fillCart(SUIT_2P)
      await customer.pay(checkout)

      await deliver(paidEvent(checkout))
      const completion = await customer.complete(checkout)

      expect(completion).toMatchObject({
        type: "order",
        order: { id: await orderIdOf(shop, checkout) },
      })
      await expectOneSettledOrder(shop, checkout, "captured")
    })

    it("is one paid order where the webhook comes after the customer", async () => {
      const checkout = await customer.fillCart(SUIT_2P)
      await customer.pay(checkout)

      const completion = await customer.complete(checkout)
      const event = await deliver(paidEvent(checkout))

      expect(completion).toMatchObject({
        type: "order",
        order: { id: await orderIdOf(shop, checkout) },
      })
      expect(event).toMatchObject({ state: "done", outcome_code: null })
      await expectOneSettledOrder(shop, checkout, "captured")
    })

    it.each(Array.from({ length: REPETITIONS }, (_, run) => run))(
      "is one paid order where both come at once (%i)",
      async () => {
        const checkout = await customer.fillCart(SUIT_2P)
        await customer.pay(checkout)

        const [event, completion] = await Promise.all([
          deliver(paidEvent(checkout)),
          customer.complete(checkout),
        ])

        expect(completion).toMatchObject({
          type: "order",
          order: { id: await orderIdOf(shop, checkout) },
        })
        expect(event.state).toBe("done")
        await expectOneSettledOrder(shop, checkout, "captured")
      }
    )

    it("F3: is one paid order where the event comes ten times at once beside the customer", async () => {
      const checkout = await customer.fillCart(SUIT_2P)
      await customer.pay(checkout)
      const event = paidEvent(checkout)

      const [answers] = await Promise.all([
        Promise.all(
          Array.from({ length: 10 }, () => deliverTo(shop, entrance, event))
        ),
        customer.complete(checkout),
      ])

      expect(answers).toEqual(Array.from({ length: 10 }, () => 200))
      expect((await workedOff(shop, event.id)).state).toBe("done")
      await expectOneSettledOrder(shop, checkout, "captured")
    })

    it("leaves the charge's event to the payment's own", async () => {
      const checkout = await customer.fillCart(SUIT_2P)
      const { latest_charge: charge } = await customer.pay(checkout)

      const event = await deliver(
        eventOf(shop, idOf(charge) ?? "", "charge.succeeded")
      )

      expect(event).toMatchObject({
        state: "ignored",
        outcome_code: "payment_started_by_medusa",
      })
      expect(await orderIdOf(shop, checkout)).toBeNull()
    })
  }
)
