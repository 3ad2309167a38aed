import { mkdirSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { type Browser, chromium, type Page } from "playwright-core"
import type { RunningSystem } from "../../../scripts/demo/running-system"

const WIDTH = 1440
const HEIGHT = 900
const TIMEOUT_MS = 30_000

/** Without these Chromium asks for Google's hosts at every start. */
const OFFLINE_FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
]

/** As root Chromium runs only without its sandbox; the pages are our own. */
const SANDBOX_FLAGS = process.getuid?.() === 0 ? ["--no-sandbox"] : []

/** A browser that asks nobody but the system under test. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: [...SANDBOX_FLAGS, "--disable-gpu", ...OFFLINE_FLAGS],
  })
}

/** A page of the admin in front of which somebody sits in the United States. */
export async function openAdmin(
  browser: Browser,
  { adminUrl }: Pick<RunningSystem, "adminUrl">
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: WIDTH, height: HEIGHT },
    locale: "en-US",
    timezoneId: "UTC",
    reducedMotion: "reduce",
  })
  const page = await context.newPage()
  page.setDefaultTimeout(TIMEOUT_MS)
  await page.goto(adminUrl)
  await page.getByPlaceholder("Password").waitFor()
  return page
}

/** Types the login that `up` shows, and waits for the list of orders. */
export async function logIn(
  page: Page,
  system: Pick<RunningSystem, "adminEmail" | "adminPassword">
): Promise<void> {
  await page.getByPlaceholder("Email").fill(system.adminEmail)
  await page.getByPlaceholder("Password").fill(system.adminPassword)
  await page.getByRole("button", { name: "Continue with Email" }).click()
  await page.getByRole("heading", { name: "Orders" }).waitFor()
}

const folder =
  process.env.UPDATE_SCREENSHOTS === "1"
    ? resolve(__dirname, "../../../docs/screenshots")
    : mkdtempSync(join(tmpdir(), "storefront-screenshots-"))

/** How much of the page lies below the edge; for the browser, whose types are not known here. */
const HIDDEN_HEIGHT = `Math.max(0, ...[...document.querySelectorAll("main")].map(
  (main) => main.scrollHeight - main.clientHeight
))`

/** The whole page, also where a part of it scrolls by itself. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle")
  const hidden = await page.evaluate<number>(HIDDEN_HEIGHT)
  await page.setViewportSize({ width: WIDTH, height: HEIGHT + hidden })
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await page.setViewportSize({ width: WIDTH, height: HEIGHT })
}
