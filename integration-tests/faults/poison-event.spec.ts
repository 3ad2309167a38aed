import Stripe from "stripe"
import { storeEvents } from "../../src/modules/stripe-inbox/client/event-store"
import type { EventRow } from "../../src/modules/stripe-inbox/types"
import { type EventState, readEvents } from "../helpers/event-rows"
import { countOrders } from "../helpers/order"
import { expectWholeOrder, pay } from "../helpers/paid-orders"
import { Shop } from "../helpers/shop"
import { waitFor } from "../helpers/wait-for"
import type { Paid } from "../helpers/whole-orders"

const PAYMENTS = 30
const SKU = "KCT-BURGUNDY-TIE"
const ATTEMPTS = 5
/** Half of 1 s, doubled each time: the least that each wait may take, in ms. */
const LEAST_WAITS = [500, 1_000, 2_000, 4_000]

/** An event that cannot be worked off, in the midst of others that can. */
describe("a poison event", () => {
  let shop: Shop
  let before: number
  const paid: Paid[] = []

  beforeAll(async () => {
    shop = await Shop.open("poison_event")
    before = await countOrders(shop)
  })

  afterAll(async () => {
    await shop.close()
  })

  it("F39: that is past reading is dead after one attempt, and the rest flows", async () => {
    await storeEvents(shop.db, [
      completed("evt_unreadable", "cs_unreadable", "not json"),
    ])
    await othersBecomeOrders()
    expect(await readEvent("evt_unreadable")).toMatchObject({
      state: "dead",
      outcome_code: "payload_unreadable",
      total_attempts: 1,
      attempts: ["dead"],
    })
  })

  it("F39: that fails each time waits longer each time, and the rest flows", async () => {
    await storeEvents(shop.db, [completed("evt_unknown", "cs_unknown")])
    await othersBecomeOrders()
    const failing = await waitFor(
      `${ATTEMPTS} attempts`,
      async () => {
        const event = await readEvent("evt_unknown")
        return event.attempts.length >= ATTEMPTS && event
      },
      45_000
    )
    expect(failing).toMatchObject({
      state: "pending",
      outcome_code: "stripe_resource_missing",
      attempts: Array.from({ length: ATTEMPTS }, () => "retry"),
    })
    LEAST_WAITS.forEach((least, index) => {
      const [one = NaN, next = NaN] = failing.began.slice(index)
      expect(next - one).toBeGreaterThanOrEqual(least)
    })
    expect(shop.output()).not.toContain("paused, an outage")
  })

  async function othersBecomeOrders(): Promise<void> {
    for (let index = 0; index < PAYMENTS; index++) {
      paid.push(pay(shop, SKU))
    }
    for (const one of paid.slice(-PAYMENTS)) {
      await expectWholeOrder(shop, one)
    }
    expect(await countOrders(shop)).toBe(before + paid.length)
  }

  async function readEvent(id: string): Promise<EventState> {
    const [event] = await readEvents(shop.db, [id])
    if (!event) {
      throw new Error(`There is no ${id}`)
    }
    return event
  }
})

/** A session that was paid, as the inbox stores it; its payload may have been destroyed since. */
function completed(id: string, session: string, payload?: string): EventRow {
  const event = {
    id,
    object: "event",
    type: "checkout.session.completed",
    data: {
      object: {
        id: session,
        object: "checkout.session",
        mode: "payment",
        payment_status: "paid",
      },
    },
  }
  return {
    id,
    type: event.type,
    apiVersion: Stripe.API_VERSION,
    livemode: false,
    payment: session,
    objectId: session,
    created: new Date(),
    source: "webhook",
    payload: payload ?? JSON.stringify(event),
  }
}
