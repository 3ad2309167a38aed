import type { Browser, Locator, Page } from "playwright-core"
import { rawRequest } from "../helpers/raw-request"
import {
  basicRaw,
  keyShown,
  makeSecretKey,
  revokeKey,
  type SecretKey,
} from "../helpers/secret-key"
import { Shop } from "../helpers/shop"
import { STAFF } from "../helpers/shop-template"
import { waitFor } from "../helpers/wait-for"
import {
  logIn,
  openAdmin,
  openBrowser,
  takeScreenshot,
} from "./helpers/admin-browser"

const CARD = "Access and use"
const LIMITED = "Only the storefront's routes"
const UNLIMITED = "All admin routes"

/** Medusa's own page of a key, with what is added to it. */
describe("a secret key, as staff see it in the admin", () => {
  let shop: Shop
  let browser: Browser
  let page: Page
  let key: SecretKey

  beforeAll(async () => {
    shop = await Shop.open("secret_key_page")
    key = await makeSecretKey(shop)
    browser = await openBrowser()
    page = await openAdmin(browser, { adminUrl: `${shop.url}/app` })
    await logIn(page, {
      adminEmail: STAFF.email,
      adminPassword: STAFF.password,
    })
  })

  afterAll(async () => {
    await browser.close()
    await shop.close()
  })

  const open = async (id: string, kind = "secret"): Promise<void> => {
    await page.goto(`${shop.url}/app/settings/${kind}-api-keys/${id}`)
    await page.getByText("Created by").first().waitFor()
  }

  const choice = (): Locator => page.getByRole("combobox", { name: "May call" })

  const choose = async (scope: string): Promise<void> => {
    await choice().click()
    await page.getByRole("option", { name: scope }).click()
    await page.getByText("Change what this key may call?").waitFor()
  }

  const call = async (path: string): Promise<number> => {
    const { status } = await rawRequest(shop.url, {
      method: "GET",
      path,
      headers: { authorization: basicRaw(key.token) },
    })
    return status
  }

  it("may call everything at first, and has not been used", async () => {
    await open(key.id)
    await page.getByRole("heading", { name: CARD }).waitFor()
    expect(await choice().innerText()).toBe(UNLIMITED)
    await page.getByText("No calls in the last 30 days").waitFor()
    await takeScreenshot(page, "secret-key-unused")
  })

  it("stays as it is when staff think better of it", async () => {
    await choose(LIMITED)
    await takeScreenshot(page, "secret-key-confirm")
    await page.getByRole("button", { name: "Cancel" }).click()
    expect(await choice().innerText()).toBe(UNLIMITED)
    expect((await keyShown(shop, key.id)).scope).toBe("staff")
  })

  it("is limited to the storefront's routes with a click and a confirmation", async () => {
    await choose(LIMITED)
    await page.getByRole("button", { name: "Change", exact: true }).click()
    await page
      .getByText("The key may now call only the storefront's routes")
      .waitFor()
    expect(await choice().innerText()).toBe(LIMITED)
    expect(await call("/admin/orders")).toBe(403)
    await open(key.id)
    expect(await choice().innerText()).toBe(LIMITED)
  })

  it("shows how often it was used on each day, and what was refused", async () => {
    await shop.db.query(
      `INSERT INTO key_usage (id, api_key_id, day, calls, refused)
       SELECT $1 || ' ' || day, $1, day, 40 + 37 * n % 90, CASE n % 9 WHEN 0 THEN 12 ELSE 0 END
       FROM generate_series(1, 25) AS n,
         LATERAL to_char((now() AT TIME ZONE 'UTC')::date - n, 'YYYY-MM-DD') AS day`,
      [key.id]
    )
    await waitFor(
      "the refused call to be written",
      async () =>
        (await keyShown(shop, key.id)).days.at(-1)?.refused === 1 && true
    )
    const { calls, refused } = await keyShown(shop, key.id)
    await open(key.id)
    await page
      .getByText(
        `${calls.toLocaleString("en-US")} calls, ${refused} were refused`
      )
      .waitFor()
    const bars = page.getByRole("listitem", { name: /\d calls?/ })
    expect(await bars.count()).toBe(30)
    await bars.last().hover()
    await page.getByRole("tooltip").first().waitFor()
    await takeScreenshot(page, "secret-key-used")
    // Medusa's own field, of which Medusa itself has nothing to show.
    expect(await page.getByRole("main").innerText()).not.toMatch(
      /Last used at\s*\n-/
    )
  })

  it("says so where what it may call cannot be loaded, and where it was not changed", async () => {
    const ours = "**/admin/storefront/api-keys/*"
    await page.route(ours, async (route) =>
      route.request().method() === "POST"
        ? route.fulfill({
            status: 503,
            json: { type: "unavailable", code: "x", message: "Come back" },
          })
        : route.continue()
    )
    await open(key.id)
    await choose(UNLIMITED)
    await page.getByRole("button", { name: "Change", exact: true }).click()
    await page.getByText("What the key may call was not changed").waitFor()
    expect(await choice().innerText()).toBe(LIMITED)
    await page.unroute(ours)

    await page.route(ours, (route) => route.fulfill({ status: 404, json: {} }))
    await open(key.id)
    await page.getByText("What this key may call could not be loaded").waitFor()
    await takeScreenshot(page, "secret-key-not-loaded")
    await page.unroute(ours)
  })

  it("may call nothing any more once it is revoked, and cannot be changed", async () => {
    await revokeKey(shop, key.id)
    await open(key.id)
    await page.getByText("This key is revoked; it may call nothing.").waitFor()
    expect(await choice().isDisabled()).toBe(true)
    await takeScreenshot(page, "secret-key-revoked")
  })

  it("is not to be confused with a publishable key, whose page stays Medusa's", async () => {
    const { api_key } = await shop.admin<{ api_key: { id: string } }>(
      "/admin/api-keys",
      { method: "POST", body: { title: "A shop window", type: "publishable" } }
    )
    await open(api_key.id, "publishable")
    await page.waitForLoadState("networkidle")
    expect(await page.getByRole("heading", { name: CARD }).count()).toBe(0)
  })
})
