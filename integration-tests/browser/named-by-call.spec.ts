import type { Browser, Page } from "playwright-core"
import { CallingShop, SUIT, bodyOf } from "../helpers/calling-shop"
import { STAFF } from "../helpers/shop-template"
import { cartItem } from "../helpers/storefront"
import {
  logIn,
  openAdmin,
  openBrowser,
  takeScreenshot,
} from "./helpers/admin-browser"

/** Neither the checkout nor staff have said which size it was. */
describe("a line that a call of the storefront named, as staff see it", () => {
  let calling: CallingShop
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    calling = await CallingShop.open("named_by_call")
    browser = await openBrowser()
    page = await openAdmin(browser, { adminUrl: `${calling.shop.url}/app` })
    await logIn(page, {
      adminEmail: STAFF.email,
      adminPassword: STAFF.password,
    })
  })

  afterAll(async () => {
    await browser.close()
    await calling.close()
  })

  const open = async (orderId: string): Promise<void> => {
    await page.goto(`${calling.shop.url}/app/orders/${orderId}`)
    await page
      .getByRole("heading", { name: "Paid on the storefront" })
      .waitFor()
  }

  it("says on the order's page that a call named it, and with which key", async () => {
    const paid = calling.pay({
      items: [{ ...cartItem(SUIT), size: null }],
      order_details: "missing",
    })
    const { body } = await calling.callUntilMade(bodyOf(paid))
    await open(body.order?.id ?? "")
    await page
      .getByText("Named by a call of the storefront with the key «Storefront»")
      .waitFor()
    await page
      .getByText(/it said so in its call, not at the checkout/)
      .waitFor()
    await takeScreenshot(page, "line-named-by-call")
  })

  it("says nothing of it on an order whose lines the checkout named", async () => {
    const { body } = await calling.callUntilMade(bodyOf(calling.pay()))
    await open(body.order?.id ?? "")
    await page.waitForLoadState("networkidle")
    expect(await page.getByText("Named by a call").count()).toBe(0)
  })
})
