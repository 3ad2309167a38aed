import { bareEvent } from "../helpers/bare-event"
import { countOrders } from "../helpers/order"
import { deliverEvent, inLanes } from "../helpers/post-event"
import { faultSeed, seededRandom, shuffled } from "../helpers/seeded-random"
import { Shop } from "../helpers/shop"
import { cartItem, fillShelves, inboxAtRest } from "../helpers/storefront"
import {
  type Paid,
  expectWholeOrders,
  levelsThatDisagree,
  paidOf,
} from "../helpers/whole-orders"

const EVENTS = 10_000
const PAYMENTS = 60
const CONNECTIONS = 32
const RECEIVED_WITHIN_MS = 60_000
const WORKED_OFF_WITHIN_MS = 180_000
const SKUS = ["KCT-BURGUNDY-50R-2P", "KCT-NAVY-42S-2P", "KCT-BURGUNDY-TIE"]

/** What comes in besides payments that went through: of these none becomes an order. */
const OTHER_TYPES = [
  ["product.updated", "product"],
  ["customer.created", "customer"],
  ["invoice.paid", "invoice"],
  ["payment_intent.created", "payment_intent"],
  ["payment_intent.payment_failed", "payment_intent"],
  ["charge.failed", "charge"],
  ["checkout.session.expired", "checkout.session"],
] as const

describe("a rush", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("ten_thousand_events")
    await fillShelves(shop, SKUS)
  })

  afterAll(async () => {
    await shop.close()
  })

  it("F17: of 10,000 events in a minute is stored as it comes, then worked off; each payment in it is one order", async () => {
    const seed = faultSeed()
    const random = seededRandom(seed)
    const before = await countOrders(shop)
    const { paid, events: ofPayments } = customersPay()
    const others = Array.from(
      { length: EVENTS - ofPayments.length },
      (_, index) => otherEvent(index)
    )
    const started = performance.now()

    const answers = await inLanes(
      CONNECTIONS,
      shuffled(random, [...ofPayments, ...others]),
      (event) => deliverEvent(shop, event)
    )

    const receivedMs = performance.now() - started
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const askedAgain = answers.reduce((sum, { again }) => sum + again, 0)
    expect(askedAgain).toBeLessThan(EVENTS / 100)
    expect(await statesOfEvents()).toMatchObject({ events: EVENTS })
    expect(receivedMs).toBeLessThan(RECEIVED_WITHIN_MS)

    await inboxAtRest(shop, WORKED_OFF_WITHIN_MS)
    const workedOffMs = performance.now() - started
    process.stdout.write(
      `F17: ${rate(receivedMs)} events/s received, ${rate(workedOffMs)} events/s received and worked off\n`
    )
    expect(await statesOfEvents()).toEqual({ events: EVENTS, open: 0, dead: 0 })
    await expectWholeOrders(shop, paid, seed)
    expect(await countOrders(shop)).toBe(before + PAYMENTS)
    expect(await levelsThatDisagree(shop)).toEqual([])
  })

  function customersPay(): { paid: Paid[]; events: object[] } {
    const checkouts = Array.from({ length: PAYMENTS }, (_, index) =>
      shop.stripe.storefront.checkout({
        kind: "priced",
        items: [cartItem(SKUS[index % SKUS.length] ?? "")],
        deliver: false,
      })
    )
    return {
      paid: checkouts.map(paidOf),
      events: [...shop.stripe.store.events.all()],
    }
  }

  async function statesOfEvents(): Promise<unknown> {
    const { rows } = await shop.db.query<Record<string, number>>(
      `SELECT count(*)::int AS events,
              count(*) FILTER (WHERE state IN ('pending', 'running'))::int AS open,
              count(*) FILTER (WHERE state = 'dead')::int AS dead
       FROM stripe_event`
    )
    return rows[0]
  }
})

function otherEvent(index: number): string {
  const [type, object] =
    OTHER_TYPES[index % OTHER_TYPES.length] ?? OTHER_TYPES[0]
  return bareEvent(`evt_rush_${index}`, {
    type,
    data: {
      object: {
        id: `${object}_rush_${index}`,
        object,
        ...(object === "checkout.session" ? { mode: "payment" } : {}),
        metadata: { note: "x".repeat(1_000) },
      },
    },
  })
}

function rate(ms: number): number {
  return Math.round((EVENTS * 1_000) / ms)
}
