import { once } from "node:events"
import { type Socket, connect } from "node:net"
import { setTimeout as delay } from "node:timers/promises"
import { ordersOf } from "../helpers/catch-up"
import { eventsNotGivenBack, runningEvents } from "../helpers/event-rows"
import { countOrders } from "../helpers/order"
import { expectWholeOrder, pay } from "../helpers/paid-orders"
import { seededRandom } from "../helpers/seeded-random"
import { Shop } from "../helpers/shop"
import { inboxAtRest } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"
import type { Paid } from "../helpers/whole-orders"

const STOPS = 3
const PAYMENTS_A_STOP = 6
const LONGEST_MS = 400
/** A platform grants 10 s before it kills; the rest is for a machine that does other things too. */
const GRANTED_MS = 13_000
/** Less than a lease: nobody may have to wait for one to run out. */
const WITHOUT_LEASES_MS = 20_000
const SKU = "KCT-BURGUNDY-TIE"

/** SIGTERM, as every deployment sends it. */
describe("a backend that is told to stop in the middle of imports", () => {
  const seed = Number(process.env.FAULT_SEED ?? Date.now())
  const random = seededRandom(seed)
  let shop: Shop
  let before: number
  const paid: Paid[] = []

  beforeAll(async () => {
    shop = await Shop.open("terminated_server")
    before = await countOrders(shop)
  })

  afterAll(async () => {
    await shop.close()
  })

  it("F40: finishes or gives back what it holds, and the next one needs no lease to run out", async () => {
    for (let stop = 0; stop < STOPS; stop++) {
      payForSome()
      await somethingRuns()
      // Not waiting for a state: the moment is what the test varies.
      await delay(random() * LONGEST_MS)
      await stopInTime()
      await shop.restart()
    }
    await everythingIsThereOnce()
  })

  it("F40: gives back what does not finish in time", async () => {
    shop.stripe.faults.set({
      rules: [
        {
          method: "GET",
          pathPrefix: "/v1/",
          kind: "slow",
          delay_ms: 15_000,
          times: 100,
        },
      ],
    })
    payForSome()
    await waitFor("a worker to wait for Stripe", () =>
      shop.stripe.requests().some(({ fault }) => fault === "slow")
    )
    const client = await openSlowDelivery()
    await stopInTime()
    client.destroy()
    shop.stripe.faults.clear()
    await shop.restart()
    await everythingIsThereOnce()
  })

  function payForSome(): void {
    for (let index = 0; index < PAYMENTS_A_STOP; index++) {
      paid.push(pay(shop, SKU))
    }
  }

  /** A delivery whose body never comes. */
  async function openSlowDelivery(): Promise<Socket> {
    const { hostname, port } = new URL(shop.url)
    const client = connect(Number(port), hostname)
    client.on("error", () => undefined)
    await once(client, "connect")
    client.write(
      `POST /hooks/payment/stripe HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n` +
        "Stripe-Signature: t=1,v1=00\r\nContent-Length: 1000\r\n\r\n{"
    )
    return client
  }

  async function somethingRuns(): Promise<void> {
    await waitFor(
      "an event to be worked on",
      async () => (await runningEvents(shop.db)).length > 0
    )
  }

  async function stopInTime(): Promise<void> {
    const began = performance.now()
    const exitCode = await shop.stop()
    const took = performance.now() - began
    expect({
      seed,
      exitCode,
      inTime: took < GRANTED_MS,
      notGivenBack: await eventsNotGivenBack(shop.db),
    }).toEqual({ seed, exitCode: 0, inTime: true, notGivenBack: [] })
  }

  async function everythingIsThereOnce(): Promise<void> {
    const payments = paid.map(({ payment }) => payment)
    await waitFor(
      "an order of each payment",
      async () => (await ordersOf(shop, payments)).orders === payments.length,
      WITHOUT_LEASES_MS
    )
    for (const one of paid) {
      await expectWholeOrder(shop, one, { seed })
    }
    await inboxAtRest(shop)
    expect(await countOrders(shop)).toBe(before + paid.length)
    expect(await eventsNotGivenBack(shop.db)).toEqual([])
  }
})
