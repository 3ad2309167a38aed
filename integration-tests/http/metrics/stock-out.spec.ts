import { readFileSync } from "node:fs"
import { join } from "node:path"
import { bareEvent } from "../../helpers/bare-event"
import {
  openLegacyStoreAgain,
  shutLegacyStore,
} from "../../helpers/legacy-outage"
import {
  alertsIn,
  documentedIn,
  namesIn,
} from "../../helpers/metrics/documented"
import { METRICS_TOKEN, Scrape } from "../../helpers/metrics/scrape"
import { attempted, becomes } from "../../helpers/metrics/watched"
import { mirrorAtRest } from "../../helpers/mirror"
import { postEvent } from "../../helpers/post-event"
import { projectRoot } from "../../helpers/project"
import { changeThere, reconcile } from "../../helpers/reconcile"
import { Shop } from "../../helpers/shop"
import { waitFor } from "../../helpers/wait-for"

const UNSOLD = "KCT-BLACK-BOW"

describe("what GET /metrics says of the stock that goes out, and all of it", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("metrics_stock", { METRICS_TOKEN })
    // Before it no event was ever received, and that is left out.
    await postEvent(shop, bareEvent("evt_metrics_first"))
    await mirrorAtRest(shop)
  })

  afterAll(async () => {
    await shop.close()
  })

  it("F46: shows that the legacy store is out, what fails meanwhile, and that it is back", async () => {
    const queue = { queue: "stock_item" }
    await shutLegacyStore(shop)
    try {
      await shop.db.query(
        `UPDATE inventory_level SET stocked_quantity = stocked_quantity + 1,
           raw_stocked_quantity = jsonb_build_object('value', (stocked_quantity + 1)::text, 'precision', 20)`
      )
      await becomes(shop, ["storefront_queue_paused_workers", queue], 2)
      const scrape = await waitFor("jobs to fail", async () => {
        const lately = await Scrape.of(shop.url)
        const failing = lately.value("storefront_queue_failing_jobs", queue)
        return Number(failing) > 0 && lately
      })
      expect(
        scrape.value(...attempted("stock_item", "failed"))
      ).toBeGreaterThan(0)
      expect(
        scrape.value("storefront_queue_oldest_failing_seconds", queue)
      ).toBeGreaterThan(0)
    } finally {
      await openLegacyStoreAgain(shop)
    }
    await becomes(shop, ["storefront_queue_paused_workers", queue], 0)
    await mirrorAtRest(shop)
    await becomes(shop, ["storefront_queue_failing_jobs", queue], 0)
  })

  it("F57: shows what a comparison has found", async () => {
    await changeThere(shop, UNSOLD, "inventory_quantity = 777")
    await reconcile(shop, { kind: "full", repairs: false })
    const scrape = await becomes(shop, ["storefront_stock_drift_open"], 1)
    expect(
      scrape.value("storefront_reconcile_differing", { kind: "full" })
    ).toBe(1)
    expect(
      scrape.value("storefront_reconcile_succeeded_timestamp_seconds", {
        kind: "full",
      })
    ).toBeGreaterThan(Date.now() / 1_000 - 60)
  })

  describe("is documented:", () => {
    const page = readFileSync(join(projectRoot, "docs/metrics.md"), "utf8")
    const rules = readFileSync(
      join(projectRoot, "docs/prometheus-alerts.yml"),
      "utf8"
    )

    it("every metric has a line in docs/metrics.md, and every line a metric", async () => {
      const { families } = await Scrape.of(shop.url)
      const ours = [...families.keys()].filter((name) =>
        name.startsWith("storefront_")
      )
      expect(documentedIn(page).toSorted()).toEqual(ours.toSorted())
    })

    it("every metric that a rule alarms on is there", async () => {
      const names = (await Scrape.of(shop.url)).names()
      const used = namesIn(rules)
      expect(used.length).toBeGreaterThan(15)
      expect(used.filter((name) => !names.has(name))).toEqual([])
    })

    it("every rule is whole, and named in docs/metrics.md", () => {
      const alerts = alertsIn(rules)
      expect(alerts.length).toBeGreaterThan(10)
      for (const { name, body } of alerts) {
        for (const field of ["expr:", "severity:", "summary:"]) {
          expect([name, body.includes(field)]).toEqual([name, true])
        }
        expect([name, page.includes(`\`${name}\``)]).toEqual([name, true])
      }
    })
  })
})
