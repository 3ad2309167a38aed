import {
  ROWS,
  putHundredThousands,
} from "../../helpers/metrics/hundred-thousand"
import { METRICS_TOKEN, Scrape } from "../../helpers/metrics/scrape"
import { Shop } from "../../helpers/shop"
import { waitFor } from "../../helpers/wait-for"

describe(`GET /metrics with ${ROWS} rows and more of everything`, () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("metrics_large", { METRICS_TOKEN })
    await shop.stop()
    await putHundredThousands(shop.db)
    // What only serves leaves all of it as it is; and so much work is not ready.
    await shop.restart({ MEDUSA_WORKER_MODE: "server" }, "live")
  }, 300_000)

  afterAll(async () => {
    await shop.close()
  })

  it("counts as far as it says, and no further", async () => {
    // The first one after a start may be told that the database took too long.
    const scrape = await waitFor("the database to be read", async () => {
      const one = await Scrape.of(shop.url)
      return one.value("storefront_scrape_ok") === 1 && one
    })
    const pending = { state: "pending" }
    for (const queue of ["stripe_event", "storefront_call", "stock_item"]) {
      expect(scrape.value("storefront_queue_jobs", { queue, ...pending })).toBe(
        10_000
      )
    }
    expect(
      scrape.value("storefront_queue_jobs", {
        queue: "legacy_order",
        state: "dead",
      })
    ).toBe(10_000)
    expect(scrape.value("storefront_open_questions")).toBe(30_000)
    expect(scrape.value("storefront_payments_without_order")).toBe(10_000)
    expect(scrape.value("storefront_stock_drift_open")).toBe(10_000)
    expect(scrape.value("storefront_stock_changes_waiting")).toBe(100_000)
  })
})
