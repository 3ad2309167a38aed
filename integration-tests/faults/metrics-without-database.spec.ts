import { METRICS_TOKEN, Scrape } from "../helpers/metrics/scrape"
import { type OwnPostgres, startOwnPostgres } from "../helpers/own-postgres"
import { Shop } from "../helpers/shop"
import { waitFor } from "../helpers/wait-for"

/** What is promised is 2 s for a database that stalls; the rest is for a busy machine. */
const ANSWERED_WITHIN_MS = 4_000

const DATABASE = { part: "database" }

describe("GET /metrics where the database is out", () => {
  let postgres: OwnPostgres
  let shop: Shop

  beforeAll(async () => {
    postgres = await startOwnPostgres()
    shop = await Shop.open("metrics_out", { METRICS_TOKEN }, postgres.url)
  })

  afterAll(async () => {
    await shop.close()
    await postgres.close()
  })

  /** Asks until the answer is the one that is waited for; each on the way must be there in time. */
  async function askUntil<T>(
    what: string,
    ask: () => Promise<T | false>
  ): Promise<T> {
    let longest = 0
    const answer = await waitFor(
      what,
      async () => {
        const started = performance.now()
        try {
          return await ask()
        } finally {
          longest = Math.max(longest, performance.now() - started)
        }
      },
      30_000
    )
    expect(longest).toBeLessThan(ANSWERED_WITHIN_MS)
    return answer
  }

  const says = (ok: 0 | 1): Promise<Scrape> =>
    askUntil(`the database to be ${ok ? "read" : "out"}`, async () => {
      const scrape = await Scrape.of(shop.url)
      return scrape.value("storefront_scrape_ok") === ok && scrape
    })

  function expectOnlyOfProcess(scrape: Scrape): void {
    for (const name of [
      "storefront_queue_jobs",
      "storefront_open_questions",
      "storefront_stock_drift_open",
      "storefront_stripe_received_timestamp_seconds",
    ]) {
      expect([name, scrape.families.has(name)]).toEqual([name, false])
    }
    for (const name of [
      "storefront_stripe_deliveries",
      "storefront_queue_attempts",
      "process_resident_memory_bytes",
    ]) {
      expect([name, scrape.families.has(name)]).toEqual([name, true])
    }
  }

  it("F16: answers what the process knows, and says that the rest is missing", async () => {
    await says(1)
    await postgres.stop()
    const out = await says(0)
    expectOnlyOfProcess(out)
    expect(out.value("storefront_part_ready", DATABASE)).toBe(0)
    await postgres.start()
    const back = await says(1)
    expect(back.value("storefront_part_ready", DATABASE)).toBe(1)
    expect(back.families.has("storefront_queue_jobs")).toBe(true)
  })

  it("F16: GET /health/ready names the database in time as well", async () => {
    await postgres.stop()
    try {
      const named = await askUntil("the database to be out", async () => {
        const answer = await fetch(`${shop.url}/health/ready`)
        const said: unknown = await answer.json()
        return answer.status === 503 && said
      })
      expect(named).toMatchObject({
        status: "not_ready",
        parts: [{ part: "database", ok: false }],
      })
    } finally {
      await postgres.start()
    }
    await says(1)
  })

  it("F51: does so too where the database gives no answer", async () => {
    const client = await shop.db.connect()
    try {
      await client.query("BEGIN")
      await client.query("LOCK TABLE storefront_issue IN ACCESS EXCLUSIVE MODE")
      expectOnlyOfProcess(await says(0))
    } finally {
      await client.query("ROLLBACK")
      client.release()
    }
    await says(1)
  })
})
