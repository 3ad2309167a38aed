import { setTimeout as delay } from "node:timers/promises"
import type { FaultRule } from "../../scripts/stripe-stand-in"
import { bareEvent } from "../helpers/bare-event"
import { linesOf } from "../helpers/catch-up"
import { countOrders } from "../helpers/order"
import { deliverEvent } from "../helpers/post-event"
import { faultSeed, seededRandom, shuffled } from "../helpers/seeded-random"
import { Shop } from "../helpers/shop"
import { cartItem, fillShelves, inboxAtRest } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"
import {
  type Paid,
  expectWholeOrders,
  levelsThatDisagree,
  paidOf,
} from "../helpers/whole-orders"

const PAYMENTS = 24
const BETWEEN_EVENTS_MS = 150
const OTHERS_DURING_PAUSE = 20
/** The backend gives up on an answer after 20 s: one event at a time may wait so long. */
const TIMEOUTS = 1
const SKU = "KCT-NAVY-42S-2P"
/** A probe comes at most 10 s after the last; the rest is the work itself, on a slow machine. */
const BACK_WITHIN_MS = 30_000

describe("Stripe when it is out", () => {
  let shop: Shop
  let others = 0

  beforeAll(async () => {
    shop = await Shop.open("stripe_out", {
      // Only the start of the process sets off a run of catching up.
      STRIPE_CATCH_UP_SECONDS: "600",
    })
    await fillShelves(shop, [SKU])
  })

  afterAll(async () => {
    await shop.close()
  })

  it("F43: costs no payment and hardly an attempt; once it is back, all become orders", async () => {
    const seed = faultSeed()
    const before = await countOrders(shop)
    shop.stripe.faults.set({ rules: outage(seededRandom(seed)) })

    const paid: Paid[] = []
    while (paid.length < PAYMENTS) {
      const checkout = shop.stripe.storefront.checkout({
        kind: "priced",
        items: [cartItem(SKU)],
      })
      paid.push(paidOf(checkout))
      await somethingElse()
    }
    await shop.stripe.idle()
    await waitFor(
      "the queue to pause",
      () => linesOf(shop, "paused").length > 0
    )
    // Not waiting for a state: that nothing is burnt shows only over time.
    for (let other = 0; other < OTHERS_DURING_PAUSE; other++) {
      await somethingElse()
    }

    expect(await countOrders(shop)).toBe(before)
    const { events, untouched, failures, most } = await attemptsSoFar()
    expect({ seed, events }).toEqual({ seed, events: kept() })
    // Of each payment three events ask Stripe.
    expect(untouched).toBeGreaterThan(PAYMENTS * 2)
    // Four were under way when it began; since then there was a probe now and then.
    expect(failures).toBeLessThan(14)
    expect(most).toBeLessThanOrEqual(4)

    for (const cause of await causes()) {
      expect(cause).toMatch(/^stripe_/)
    }
    shop.stripe.faults.clear()
    await inboxAtRest(shop, BACK_WITHIN_MS)
    await expectWholeOrders(shop, paid, seed)
    expect(await countOrders(shop)).toBe(before + PAYMENTS)
    expect(await levelsThatDisagree(shop)).toEqual([])
    expect(await notWorkedOff()).toEqual([])
    expect(linesOf(shop, "queue stripe_event: paused")).toHaveLength(1)
  })

  /** An event that is worked off without Stripe, which is no sign that it is back. */
  async function somethingElse(): Promise<void> {
    others += 1
    await deliverEvent(shop, bareEvent(`evt_other_${others}`))
    await delay(BETWEEN_EVENTS_MS)
  }

  /** Events that Stripe has made so far; all of them are delivered. */
  const kept = (): number => shop.stripe.store.events.all().length + others

  async function attemptsSoFar() {
    const { rows } = await shop.db.query<
      Record<"events" | "untouched" | "failures" | "most", number>
    >(
      `SELECT count(*)::int AS events,
              count(*) FILTER (WHERE total_attempts = 0)::int AS untouched,
              (SELECT count(*)::int FROM stripe_event_attempt WHERE outcome = 'retry') AS failures,
              max(total_attempts)::int AS most
       FROM stripe_event`
    )
    if (!rows[0]) {
      throw new Error("An aggregate has one row")
    }
    return rows[0]
  }

  /** What failed attempts say of the reason: Stripe, and not what followed from it. */
  async function causes(): Promise<(string | null)[]> {
    const { rows } = await shop.db.query<{ code: string | null }>(
      "SELECT DISTINCT code FROM stripe_event_attempt WHERE outcome = 'retry'"
    )
    return rows.map(({ code }) => code)
  }

  async function notWorkedOff(): Promise<unknown[]> {
    const { rows } = await shop.db.query<Record<string, unknown>>(
      "SELECT id, type, state, outcome_code FROM stripe_event WHERE state NOT IN ('done', 'ignored')"
    )
    return rows
  }
})

/** More than is asked for while it lasts: first no answer at all, then all the ways to fail. */
function outage(random: () => number): FaultRule[] {
  const kinds = (["429", "500", "503", "reset"] as const).flatMap((kind) =>
    Array.from({ length: 500 }, () => ({ kind, times: 1 }))
  )
  return [{ kind: "timeout", times: TIMEOUTS }, ...shuffled(random, kinds)]
}
