import { setTimeout as delay } from "node:timers/promises"
import {
  type EventState,
  readEvents,
  runningEvents,
} from "../helpers/event-rows"
import { freePort } from "../helpers/free-port"
import { countOrders } from "../helpers/order"
import { expectWholeOrder, pay } from "../helpers/paid-orders"
import { seededRandom } from "../helpers/seeded-random"
import { type ServerProcess, startServer } from "../helpers/server-process"
import { Shop } from "../helpers/shop"
import { inboxAtRest } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"
import type { Paid } from "../helpers/whole-orders"

const PAYMENTS = 4
const SKU = "KCT-BURGUNDY-TIE"
const LONGEST_MS = 300
/** The lease, the reaper's pace, and time to do the work. */
const TAKEN_OVER_MS = 60_000

const FINISHED = new Set(["done", "ignored"])

const isLost = (line: string, id: string): boolean =>
  line.includes("lease lost") && line.includes(id)

/** Frozen between a claim and its answer, it never had those events in its hands. */
const isClaimGivenUp = (line: string): boolean =>
  line.includes("queue stripe_event: claim failed")

/** SIGSTOP: a machine that hangs and comes back, or a process that was swapped out. */
describe("a backend that freezes while it works", () => {
  const seed = Number(process.env.FAULT_SEED ?? Date.now())
  const random = seededRandom(seed)
  let shop: Shop
  let second: ServerProcess | null = null

  beforeAll(async () => {
    shop = await Shop.open("frozen_server")
  })

  afterAll(async () => {
    await second?.end("SIGKILL")
    await shop.close()
  })

  it("F42: loses its work to another one, and writes nothing when it comes back", async () => {
    const before = await countOrders(shop)
    const paid: Paid[] = []
    const held = await freezeAtWork(paid)
    second = await startServer(await freePort(), shop.environment)
    const ids = held.map(({ id }) => id)
    const takenOver = await waitFor(
      `another backend to finish ${ids.join(", ")} (seed ${seed})`,
      async () => {
        const events = await readEvents(shop.db, ids)
        return events.every(({ state }) => FINISHED.has(state)) && events
      },
      TAKEN_OVER_MS
    )
    expect(takenOver.map(({ attempts }) => attempts)).toEqual(
      // An event that says no more than that a payment was begun is left alone.
      takenOver.map(({ state }) => [
        "lost",
        state === "done" ? "succeeded" : "ignored",
      ])
    )

    const printedBefore = shop.output().length
    shop.thaw()
    await waitFor("the late writes to be refused", () => {
      const lines = shop.output().slice(printedBefore).split("\n")
      return (
        ids.every((id) => lines.some((line) => isLost(line, id))) ||
        lines.some(isClaimGivenUp)
      )
    })
    expect(await readEvents(shop.db, ids)).toEqual(takenOver)
    for (const one of paid) {
      await expectWholeOrder(shop, one, { seed })
    }
    await inboxAtRest(shop)
    expect(await readEvents(shop.db, ids)).toEqual(takenOver)
    expect(await countOrders(shop)).toBe(before + paid.length)
  })

  /** Has customers pay until the backend stands still with some of their events in its hands. */
  async function freezeAtWork(paid: Paid[]): Promise<EventState[]> {
    for (;;) {
      for (let index = 0; index < PAYMENTS; index++) {
        paid.push(pay(shop, SKU))
      }
      await waitFor(
        "an event to be worked on",
        async () => (await runningEvents(shop.db)).length > 0
      )
      // Not waiting for a state: the moment is what the test varies.
      await delay(random() * LONGEST_MS)
      shop.freeze()
      await statementsEnd()
      const held = await runningEvents(shop.db)
      if (held.length > 0) {
        return held
      }
      shop.thaw()
    }
  }

  /** What the database was told before the freeze, it still does. */
  async function statementsEnd(): Promise<void> {
    await waitFor("statements under way to end", async () => {
      const { rowCount } = await shop.db.query(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'
           AND wait_event_type IS DISTINCT FROM 'Lock'`
      )
      return rowCount === 0
    })
  }
})
