import type Stripe from "stripe"
import { type Purchase, buy, medusaPaymentOf } from "../../helpers/buy"
import { inLanes, deliverEvent } from "../../helpers/post-event"
import {
  expectRefunded,
  liveRefunds,
  refundInAdmin,
} from "../../helpers/refunds"
import { faultSeed, seededRandom, shuffled } from "../../helpers/seeded-random"
import { Shop } from "../../helpers/shop"
import { cartItem, fillShelves, inboxAtRest } from "../../helpers/storefront"

const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const PAYMENTS = 3
const STEPS = 24
const MOST_COPIES = 3
const LANES = 4

/** Whatever happens on both sides, and in whichever order it is told of. */
describe("a mix of refunds", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("refunds_mixed")
    await fillShelves(shop, [SHIRT])
  })

  afterAll(async () => {
    await shop.close()
  })

  it("F20, F30: leaves Medusa with what Stripe has, for each payment", async () => {
    const seed = faultSeed()
    const random = seededRandom(seed)
    const upTo = (most: number): number => 1 + Math.floor(random() * most)
    const bought: Purchase[] = []
    for (let index = 0; index < PAYMENTS; index++) {
      bought.push(
        await buy(shop, { kind: "priced", items: [cartItem(SHIRT, 2)] })
      )
    }
    const known = new Set(shop.stripe.store.events.all().map(({ id }) => id))
    // Stripe tells of nothing by itself here: the test does, in an order of its own.
    shop.stripe.faults.set({ delivery: { drop: Number.MAX_SAFE_INTEGER } })
    const told = new Set<string>()

    const clicks: Promise<unknown>[] = []
    for (let step = 0; step < STEPS; step++) {
      const one = bought[upTo(PAYMENTS) - 1]
      if (!one) {
        throw new Error("There is a payment for each number")
      }
      const payment_intent = one.payment.payment
      const what = random()
      if (what < 0.35) {
        // More than is left is refused, and so is a click beside another.
        const click = refundInAdmin(shop, medusaPaymentOf(one.order), upTo(30))
        clicks.push(click.catch(() => undefined))
      } else if (what < 0.65) {
        refundAtStripe(payment_intent, upTo(3_000))
      } else if (what < 0.85) {
        failOneOf(liveRefunds(shop, payment_intent), random)
      } else {
        await tell(shuffled(random, untold()).slice(0, 4))
      }
    }
    await Promise.all(clicks)
    const rest = untold().flatMap((event) =>
      new Array<Stripe.EventBase>(upTo(MOST_COPIES)).fill(event)
    )
    await tell(shuffled(random, rest))
    await inboxAtRest(shop, 60_000)

    for (const { payment, order } of bought) {
      const amount = liveRefunds(shop, payment.payment).reduce(
        (sum, refund) => sum + refund.amount,
        0
      )
      const charge = shop.stripe.store.charges
        .all()
        .find(({ payment_intent }) => payment_intent === payment.payment)
      expect({ seed, amount: charge?.amount_refunded }).toEqual({
        seed,
        amount,
      })
      await expectRefunded(shop, payment.payment, order.id, amount, 30_000)
    }

    function untold(): Stripe.EventBase[] {
      return shop.stripe.store.events
        .all()
        .filter(({ id }) => !known.has(id) && !told.has(id))
    }

    async function tell(events: readonly Stripe.EventBase[]): Promise<void> {
      for (const { id } of events) {
        told.add(id)
      }
      await inLanes(LANES, events, (event) => deliverEvent(shop, event))
    }
  })

  /** Stripe refuses more than is left. */
  function refundAtStripe(payment_intent: string, amount: number): void {
    try {
      shop.stripe.storefront.refund({ payment_intent, amount })
    } catch {
      return
    }
  }

  function failOneOf(
    refunds: readonly Stripe.Refund[],
    random: () => number
  ): void {
    const refund = refunds[Math.floor(random() * refunds.length)]
    if (refund) {
      shop.stripe.storefront.failRefund({
        refund: refund.id,
        as: random() < 0.5 ? "failed" : "canceled",
      })
    }
  }
})
