import { setTimeout as delay } from "node:timers/promises"
import { bareEvent } from "../helpers/bare-event"
import { legacyFollows } from "../helpers/buy"
import { countOrders } from "../helpers/order"
import { type OwnPostgres, startOwnPostgres } from "../helpers/own-postgres"
import { type EventAnswer, postEvent } from "../helpers/post-event"
import { faultSeed, seededRandom } from "../helpers/seeded-random"
import { Shop } from "../helpers/shop"
import { cartItem, fillShelves, inboxAtRest } from "../helpers/storefront"
import {
  type Paid,
  expectWholeOrders,
  levelsThatDisagree,
  paidOf,
} from "../helpers/whole-orders"

const OUTAGES = 3
/** Payments go on coming in for at most so long before each outage. */
const LONGEST_UPTIME_MS = 1_200
const LONGEST_OUTAGE_MS = 2_500
const BETWEEN_PAYMENTS_MS = 400
const BETWEEN_KNOCKS_MS = 60
/** 2 s are promised; the rest is for a machine that does other things as well. */
const ANSWERED_WITHIN_MS = 4_000
const SKUS = ["KCT-BURGUNDY-50R-2P", "KCT-BURGUNDY-44R-3P", "KCT-BURGUNDY-TIE"]

type Knock = EventAnswer & { id: string; from: number; until: number }

/** PostgreSQL ends as when its machine loses power, and comes back, while payments come in. */
describe("a database that is out", () => {
  let postgres: OwnPostgres
  let shop: Shop

  beforeAll(async () => {
    postgres = await startOwnPostgres()
    shop = await Shop.open("database_out", {}, postgres.url)
    await fillShelves(shop, SKUS)
    // The first recovery would else do all over again what made the databases.
    await shop.db.query("CHECKPOINT")
  })

  afterAll(async () => {
    await shop.close()
    await postgres.close()
  })

  it("F16: loses no payment, says 200 to none that it has not kept, and wears no event out", async () => {
    const seed = faultSeed()
    const random = seededRandom(seed)
    const before = await countOrders(shop)
    const load = putUnderLoad()
    const outages: { from: number; until: number }[] = []

    for (let outage = 0; outage < OUTAGES; outage++) {
      // Not waiting for a state: the moment is what the test varies.
      await delay(300 + random() * LONGEST_UPTIME_MS)
      await postgres.stop()
      const from = performance.now()
      await delay(500 + random() * LONGEST_OUTAGE_MS)
      const live = await fetch(`${shop.url}/health/live`)
      expect({ seed, live: live.status }).toEqual({ seed, live: 200 })
      outages.push({ from, until: performance.now() })
      await postgres.start()
    }
    const { paid, knocks } = await load.end()

    const during = knocks.filter((knock) =>
      outages.some(
        ({ from, until }) => knock.from > from && knock.until < until
      )
    )
    expect(during.length).toBeGreaterThan(OUTAGES)
    expect(during.filter((knock) => !isAskedToComeAgain(knock))).toEqual([])
    const slow = knocks.filter(({ ms }) => ms > ANSWERED_WITHIN_MS)
    expect({ seed, slow }).toEqual({ seed, slow: [] })

    await expectWholeOrders(shop, paid, seed)
    await inboxAtRest(shop, 60_000)
    expect(await countOrders(shop)).toBe(before + paid.length)
    expect(await levelsThatDisagree(shop)).toEqual([])
    for (const sku of SKUS) {
      await legacyFollows(shop, sku)
    }
    const said = knocks.filter(({ status }) => status === 200)
    expect(await notKept(said.map(({ id }) => id))).toEqual([])
    expect({ seed, worn: await wornOut() }).toEqual({ seed, worn: [] })
  })

  /** Customers pay, and other events come in, until it is ended. */
  function putUnderLoad() {
    const paid: Paid[] = []
    const knocks: Knock[] = []
    const under: Promise<void>[] = []
    const timers = [
      setInterval(() => {
        const sku = SKUS[paid.length % SKUS.length] ?? ""
        const checkout = shop.stripe.storefront.checkout({
          kind: "priced",
          items: [cartItem(sku)],
        })
        paid.push(paidOf(checkout))
      }, BETWEEN_PAYMENTS_MS),
      setInterval(() => {
        under.push(knock(`evt_knock_${under.length}`, knocks))
      }, BETWEEN_KNOCKS_MS),
    ]
    return {
      end: async () => {
        timers.forEach(clearInterval)
        await Promise.all(under)
        return { paid, knocks }
      },
    }
  }

  async function knock(id: string, knocks: Knock[]): Promise<void> {
    const from = performance.now()
    const answer = await postEvent(shop, bareEvent(id))
    knocks.push({ id, from, until: performance.now(), ...answer })
  }

  async function notKept(ids: readonly string[]): Promise<string[]> {
    const { rows } = await shop.db.query<{ id: string }>(
      "SELECT id FROM unnest($1::text[]) AS id WHERE id NOT IN (SELECT id FROM stripe_event)",
      [ids]
    )
    return rows.map(({ id }) => id)
  }

  /** An outage may cost an event that was being worked on one attempt, and never the others. */
  async function wornOut(): Promise<unknown[]> {
    const { rows } = await shop.db.query<Record<string, unknown>>(
      `SELECT id, type, state, total_attempts, outcome_code FROM stripe_event
       WHERE total_attempts > $1 OR state = 'dead'`,
      [1 + OUTAGES]
    )
    return rows
  }
})

function isAskedToComeAgain({ status, retryAfter }: Knock): boolean {
  return status === 503 && retryAfter !== null && retryAfter > 0
}
