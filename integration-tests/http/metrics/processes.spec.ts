import { bareEvent } from "../../helpers/bare-event"
import { freePort } from "../../helpers/free-port"
import {
  METRICS_TOKEN,
  Scrape,
  askMetrics,
  bearer,
} from "../../helpers/metrics/scrape"
import { mirrorAtRest } from "../../helpers/mirror"
import { postEvent } from "../../helpers/post-event"
import { type ServerProcess, startServer } from "../../helpers/server-process"
import { Shop } from "../../helpers/shop"
import { inboxAtRest } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const DONE = { queue: "stripe_event", outcome: "ignored" }

describe("GET /metrics of several processes", () => {
  let shop: Shop
  let worker: ServerProcess

  beforeAll(async () => {
    shop = await Shop.open("metrics_processes", { METRICS_TOKEN })
    await mirrorAtRest(shop)
    await shop.stop()
    await shop.restart({ MEDUSA_WORKER_MODE: "server" })
    worker = await startServer(
      await freePort(),
      { ...shop.environment, MEDUSA_WORKER_MODE: "worker" },
      "listening"
    )
  })

  afterAll(async () => {
    await worker.end("SIGTERM")
    await shop.close()
  })

  it("each answers what it did itself, and both the same of the database", async () => {
    await postEvent(shop, bareEvent("evt_metrics_shared"))
    await inboxAtRest(shop)
    const [served, worked] = await Promise.all([
      Scrape.of(shop.url),
      Scrape.of(worker.url),
    ])
    const stored = { outcome: "stored" }
    const deliveries = "storefront_stripe_deliveries_total"
    const attempts = "storefront_queue_attempts_total"
    expect(served.value(deliveries, stored)).toBe(1)
    expect(served.value(attempts, DONE) ?? 0).toBe(0)
    expect(worked.value(deliveries, stored) ?? 0).toBe(0)
    expect(worked.value(attempts, DONE)).toBe(1)

    const received = "storefront_stripe_received_timestamp_seconds"
    await waitFor("both to look at the database again", async () => {
      const both = await Promise.all([
        Scrape.of(shop.url),
        Scrape.of(worker.url),
      ])
      const [one, other] = both.map((scrape) => scrape.value(received))
      return one != null && one === other
    })
  })

  it("F64: a process that only works off asks for the token too, and has no other route", async () => {
    expect((await askMetrics(worker.url, {})).status).toBe(401)
    const wrong = bearer("a-metrics-token-of-others")
    expect((await askMetrics(worker.url, wrong)).status).toBe(401)
    const other = await fetch(`${worker.url}/health/ready`)
    expect(other.status).toBe(404)
    expect((await Scrape.of(worker.url)).value("storefront_part_ready")).toBe(8)
  })
})
