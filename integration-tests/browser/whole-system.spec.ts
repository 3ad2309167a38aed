import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Page } from "playwright-core"
import {
  connectToSystem,
  type DemoSystem,
} from "../../scripts/demo/demo-system"
import { freePort } from "../helpers/free-port"
import { waitFor } from "../helpers/wait-for"
import {
  logIn,
  openAdmin,
  openBrowser,
  takeScreenshot,
} from "./helpers/admin-browser"
import {
  bySku,
  expectAmounts,
  expectedLines,
  withCode,
} from "./helpers/expected"
import { openOrder, readOrder } from "./helpers/order-page"
import { type Paid, pay, type Purchase, stripeOf } from "./helpers/pay"
import { processesOf } from "./helpers/processes-of"
import { runDemoCommand, RunningUp } from "./helpers/running-up"

const START_TIMEOUT_MS = 300_000
const SECOND_START_SECONDS = 30

const purchases: [string, Purchase][] = [
  [
    "priced items with a promotion code",
    {
      kind: "priced",
      country: "US",
      expressShipping: false,
      promotion_code: { code: "PROM10", percent_off: 10 },
    },
  ],
  [
    "ad-hoc prices with express shipping",
    { kind: "ad_hoc", country: "US", expressShipping: true },
  ],
  [
    "one item by express checkout, in Canada",
    { kind: "express", country: "CA", expressShipping: false },
  ],
]

const dataDir = mkdtempSync(join(tmpdir(), "storefront-up-"))
// PostgreSQL may have to run as another user, which must get to its data.
chmodSync(dataDir, 0o711)

let port: number
let up: RunningUp
let system: DemoSystem
let page: Page
const paid = new Map<string, Paid>()
const cleanUps: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  port = await freePort()
  up = await RunningUp.start(dataDir, port)
  cleanUps.push(() => up.stop())
  system = await connectToSystem(up.system, () => undefined)
  cleanUps.push(() => system.legacy.close())
  const browser = await openBrowser()
  cleanUps.push(() => browser.close())
  page = await openAdmin(browser, up.system)
}, START_TIMEOUT_MS)

afterAll(async () => {
  for (const cleanUp of cleanUps.toReversed()) {
    await cleanUp()
  }
  rmSync(dataDir, { recursive: true, force: true })
})

describe("a payment on the storefront, as staff see it in the admin", () => {
  beforeAll(async () => {
    for (const [name, purchase] of purchases) {
      paid.set(name, await pay(system, up.system, purchase))
    }
    await takeScreenshot(page, "login")
    await logIn(page, up.system)
  })

  it.each(purchases)(
    "shows %s as a paid order with sizes and amounts to the cent",
    async (name) => {
      const payment = payOf(name)
      await openOrder(page, payment.order.display_id)
      const seen = await readOrder(page)
      expect(seen.badges).toContain("Captured")
      expect(seen.words).not.toContain("Not paid")
      expect(seen.words).toEqual(
        expect.arrayContaining(["Paid on the storefront", "Imported"])
      )
      expect(bySku(seen.lines)).toEqual(bySku(expectedLines(payment)))
      expectAmounts(seen, payment)
      if (name.startsWith("ad-hoc")) {
        await takeScreenshot(page, "imported-order")
      }
    }
  )

  it("lists every payment once, as captured", async () => {
    await page
      .getByRole("link", { name: "Orders", exact: true })
      .first()
      .click()
    await page.getByRole("heading", { name: "Orders" }).waitFor()
    for (const { order } of paid.values()) {
      const row = page.getByRole("row", {
        name: new RegExp(`#${order.display_id}\\b`),
      })
      await row.waitFor()
      expect(await row.count()).toBe(1)
      expect(await row.innerText()).toContain("Captured")
    }
    await takeScreenshot(page, "orders")
  })

  it("refunds at Stripe what staff type into the admin's own form", async () => {
    const { order, session, paymentId } = payOf(purchases[1]?.[0] ?? "")
    await openOrder(page, order.display_id)
    await page
      .locator("main div.divide-y", {
        has: page.getByRole("heading", { name: "Payments" }),
      })
      .last()
      .locator("button[aria-haspopup=menu]")
      .click()
    await page.getByRole("menuitem", { name: "Refund" }).click()
    const form = page.getByRole("dialog")
    await form.locator("input[name=amount]").fill("20.00")
    await takeScreenshot(page, "refund-form")
    await form.getByRole("button", { name: "Save" }).click()
    await page.getByText("- $20.00").waitFor()
    const seen = await readOrder(page)
    expect(seen.badges).toContain("Partially refunded")
    const refunds = await stripeOf(up.system).refunds.list({
      payment_intent: paymentId,
    })
    expect(refunds.data.map(({ amount }) => amount)).toEqual([2000])
    expect(seen.amount("Total paid by customer")).toBe(
      withCode((session.amount_total ?? 0) - 2000, "usd")
    )
    await takeScreenshot(page, "refunded-order")
  })

  it("does the same with one command, and says so", async () => {
    const flags = ["--duplicate", "1", "--refund", "5.00"]
    const { code, output } = await runDemoCommand(dataDir, flags)
    expect(output).toContain("✔ to the cent what Stripe charged")
    expect(output).toContain("delivered 8 times in all: ✔ 1 order")
    expect(output).toContain("$5.00 in Medusa, $5.00 at Stripe: ✔ the same")
    expect(code).toBe(0)
  })
})

describe("the second start in the same folder", () => {
  it(
    "leaves no process behind, and is ready within seconds with what was there",
    async () => {
      const orders = await system.admin.orderCount()
      expect(processesOf(dataDir).length).toBeGreaterThanOrEqual(4)
      await system.legacy.close()
      expect(await up.stop()).toBe(0)
      await untilNothingRuns()

      up = await RunningUp.start(dataDir, port)
      expect(up.secondsToReady).toBeLessThan(SECOND_START_SECONDS)
      system = await connectToSystem(up.system, () => undefined)
      expect(await system.admin.orderCount()).toBe(orders)
      await system.legacy.close()
      expect(await up.stop()).toBe(0)
      await untilNothingRuns()
    },
    START_TIMEOUT_MS
  )
})

/** Medusa's commands leave a short-lived process behind when they end, which ends by itself. */
async function untilNothingRuns(): Promise<void> {
  await waitFor(
    `the end of ${processesOf(dataDir).join(", ")}`,
    () => processesOf(dataDir).length === 0,
    10_000
  )
}

function payOf(name: string): Paid {
  const payment = paid.get(name)
  if (!payment) {
    throw new Error(`Nobody paid for ${name}`)
  }
  return payment
}
