import type { StorefrontEventListResponse } from "../../../src/types/storefront-events"
import {
  type MadePayment,
  PAYMENT_KINDS,
  SOLD_SKUS,
  makePayment,
} from "../../helpers/kinds-of-payment"
import { countOrders } from "../../helpers/order"
import { inLanes, deliverEvent } from "../../helpers/post-event"
import { faultSeed, seededRandom, shuffled } from "../../helpers/seeded-random"
import { Shop } from "../../helpers/shop"
import {
  fillShelves,
  importedPayment,
  inboxAtRest,
} from "../../helpers/storefront"
import {
  expectWholeOrders,
  levelsThatDisagree,
} from "../../helpers/whole-orders"

const PAYMENTS = 40
const MOST_COPIES = 4
const MOST_LANES = 12

/** Stripe promises neither an order of events nor that each comes once. */
describe("events of many payments, in any order", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("any_order_of_events")
    await fillShelves(shop, SOLD_SKUS)
  })

  afterAll(async () => {
    await shop.close()
  })

  it("F4, F20, F31: come to one order for each payment that was paid, and none for the others", async () => {
    const seed = faultSeed()
    const random = seededRandom(seed)
    const upTo = (most: number): number => 1 + Math.floor(random() * most)
    const before = await countOrders(shop)
    const made = Array.from({ length: PAYMENTS }, (_, index) =>
      // Of each kind at least some, whatever the seed says.
      makePayment(shop, kindAt(index < PAYMENTS / 2 ? index : upTo(100)))
    )
    const deliveries = made
      .flatMap(({ events }) => events)
      .flatMap((event) => new Array(upTo(MOST_COPIES)).fill(event) as object[])

    const answers = await inLanes(
      upTo(MOST_LANES),
      shuffled(random, deliveries),
      (event) => deliverEvent(shop, event)
    )

    const notTaken = answers.filter(({ status }) => status !== 200)
    expect({ seed, notTaken }).toEqual({ seed, notTaken: [] })
    await inboxAtRest(shop, 60_000)
    const paid = made.filter(({ isPaid }) => isPaid)
    const orders = await expectWholeOrders(shop, paid, seed)
    expect(new Set(orders).size).toBe(paid.length)
    expect(await countOrders(shop)).toBe(before + paid.length)
    expect(await levelsThatDisagree(shop)).toEqual([])
    for (const payment of made) {
      expect({ seed, ...(await told(payment)) }).toEqual({
        seed,
        kind: payment.kind,
        events: namesOf(payment.events),
        unfinished: [],
      })
    }
  })

  /** What staff see of a payment: its timeline, or where it came to nothing its events. */
  async function told({ kind, payment, isPaid }: MadePayment): Promise<object> {
    const events = isPaid
      ? (await importedPayment(shop, payment)).events
      : (
          await shop.admin<StorefrontEventListResponse>(
            `/admin/storefront/events?payment=${payment}&limit=200`
          )
        ).events
    const unfinished = events.filter(
      ({ state }) => state !== "done" && state !== "ignored"
    )
    return { kind, events: namesOf(events), unfinished }
  }
})

function kindAt(index: number): MadePayment["kind"] {
  return PAYMENT_KINDS[index % PAYMENT_KINDS.length] ?? "priced"
}

function namesOf(events: readonly { id: string; type: string }[]): string[] {
  return events.map(({ id, type }) => `${type} ${id}`).sort()
}
