import { spawn } from "node:child_process"
import { once } from "node:events"
import { CallingShop, type PaidCart, bodyOf } from "../helpers/calling-shop"
import { eventOf, deliverTo } from "../helpers/delivered-event"
import { freePort } from "../helpers/free-port"
import { countOrders } from "../helpers/order"
import { medusaCli, projectRoot } from "../helpers/project"
import { type ServerProcess, startServer } from "../helpers/server-process"
import { importedPayment, inboxAtRest } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"
import { expectWholeOrders, levelsThatDisagree } from "../helpers/whole-orders"

const PAYMENTS = 12
const BACKFILL =
  "./integration-tests/fixtures/storefront-calls/backfill-payments.ts"

/** During a deployment, say: two backends, a backfill, Stripe and the old storefront, all at once. */
describe("F5: webhook, legacy call and backfill of the same payments", () => {
  let calling: CallingShop
  let second: ServerProcess

  beforeAll(async () => {
    calling = await CallingShop.open("calls_at_once")
    second = await startServer(await freePort(), calling.shop.environment)
  })

  afterAll(async () => {
    await second.end("SIGKILL")
    await calling.close()
  })

  it("F5: at once make one order of each, and all get its id", async () => {
    const { shop } = calling
    const before = await countOrders(shop)
    const paid = Array.from({ length: PAYMENTS }, () => calling.pay())

    const backfill = startBackfill(paid)
    await backfill.begun
    const [answers] = await Promise.all([
      Promise.all(paid.flatMap(tellTwoBackends)),
      Promise.all(paid.map(deliverTwice)),
      backfill.ended,
    ])
    await inboxAtRest(shop, 90_000)

    expect(await countOrders(shop)).toBe(before + PAYMENTS)
    for (const { payment } of paid) {
      const { order_id } = await importedPayment(shop, payment)
      const told = answers.filter((answer) => answer.payment === payment)
      expect(told.map(({ orderId }) => orderId)).toEqual([order_id, order_id])
      expect(told.filter(({ created }) => created).length).toBeLessThan(2)
    }
    await expectWholeOrders(
      shop,
      paid.map(({ payment, amount: total }) => ({ payment, total })),
      0
    )
    expect(await levelsThatDisagree(shop)).toEqual([])
  })

  function tellTwoBackends(paid: PaidCart) {
    return [calling.shop.url, second.url].map(async (url) => {
      const { status, body } = await calling.callUntilMade(
        bodyOf(paid),
        {},
        url
      )
      const { order, created } = body
      const orderId = order?.id ?? `none: ${status} ${body.code}`
      return { payment: paid.payment, orderId, created }
    })
  }

  async function deliverTwice({ session }: PaidCart): Promise<void> {
    const event = eventOf(
      calling.shop,
      session.id,
      "checkout.session.completed"
    )
    const statuses = await Promise.all([
      deliverTo(calling.shop, "stripe", event),
      deliverTo(calling.shop, "stripe", event),
    ])
    expect(statuses).toEqual([200, 200])
  }

  function startBackfill(paid: readonly PaidCart[]) {
    const child = spawn(
      process.execPath,
      [medusaCli, "exec", BACKFILL, ...paid.map(({ payment }) => payment)],
      {
        cwd: projectRoot,
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          NODE_ENV: "demo",
          MEDUSA_WORKER_MODE: "server",
          ...calling.shop.environment,
        },
      }
    )
    let output = ""
    const note = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on("data", note)
    child.stderr.on("data", note)
    const ended = once(child, "exit").then(([code]) => {
      expect([code, output]).toEqual([
        0,
        expect.stringContaining("backfill ends"),
      ])
    })
    const begun = Promise.race([
      ended,
      waitFor(
        "the backfill to begin",
        () => output.includes("backfill begins"),
        120_000
      ),
    ])
    return { begun, ended }
  }
})
