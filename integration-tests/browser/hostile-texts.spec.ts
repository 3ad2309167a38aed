import type { Browser, Page } from "playwright-core"
import { HOSTILE_PAGE } from "../helpers/hostile-texts"
import { ask, unknownItem } from "../helpers/questions"
import { Shop } from "../helpers/shop"
import { STAFF } from "../helpers/shop-template"
import { openBrowser } from "./helpers/admin-browser"

/** What the dashboard's own policy keeps it from says so in the console. */
const POLICY = /Content Security Policy/i

describe("F66: a script in the name of an item", () => {
  let shop: Shop
  let browser: Browser
  let page: Page
  let orderId: string
  const complaints: string[] = []

  beforeAll(async () => {
    shop = await Shop.open("hostile_browser")
    const { order } = await ask(shop, {
      kind: "ad_hoc",
      items: [unknownItem("item-html", { name: HOSTILE_PAGE })],
      customer: { name: HOSTILE_PAGE },
    })
    orderId = order.id
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 1200 } })
    page.setDefaultTimeout(60_000)
    page.on("console", (message) => {
      if (POLICY.test(message.text())) {
        complaints.push(message.text())
      }
    })
    await page.goto(`${shop.url}/app`)
    await page.getByPlaceholder("Email").fill(STAFF.email)
    await page.getByPlaceholder("Password").fill(STAFF.password)
    await page.getByRole("button", { name: "Continue with Email" }).click()
    await page.getByRole("heading", { name: "Orders" }).waitFor()
  })

  afterAll(async () => {
    await browser.close()
    await shop.close()
  })

  const pages: [string, () => string][] = [
    ["the order", () => `/app/orders/${orderId}`],
    ["the list of orders", () => "/app/orders"],
    ["the products", () => "/app/products"],
    ["the keys", () => "/app/settings/secret-api-keys"],
  ]

  it.each(pages)("F66: is a text and nothing else on %s", async (_, path) => {
    await page.goto(`${shop.url}${path()}`)
    await page.waitForLoadState("networkidle")
    expect(await page.title()).not.toBe("run")
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    // The dashboard's pages work under the policy they are sent with.
    expect(complaints).toEqual([])
    expect(await page.locator("main").count()).toBeGreaterThan(0)
  })

  it("F66: can be read on the order, as it was written", async () => {
    await page.goto(`${shop.url}/app/orders/${orderId}`)
    await page.getByText("<img src=x onerror=").first().waitFor()
    expect(await page.title()).not.toBe("run")
  })
})
