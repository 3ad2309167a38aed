import type { Page } from "playwright-core"

export type OrderPageLine = {
  title: string
  sku: string
  /** Whether its stock is reserved. */
  isAllocated: boolean
  quantity: string
  subtotal: string
}

/** What a person reads on an order's page; amounts as they are written there. */
export type OrderPage = {
  /** Beside the order's number. */
  badges: string[]
  lines: OrderPageLine[]
  /** What stands behind «Tax Total», «Order Total», … */
  amount(label: string): string | undefined
  /** The card with what was paid and refunded. */
  payments: string[]
  /** Everything. */
  words: string[]
}

/** Goes to an order as a person does: by the list. */
export async function openOrder(page: Page, displayId: number): Promise<void> {
  await page.getByRole("link", { name: "Orders", exact: true }).first().click()
  await page
    .getByRole("link", { name: `#${displayId}`, exact: true })
    .first()
    .click()
  await page.getByRole("heading", { name: `#${displayId}` }).waitFor()
  await page.getByText("Paid Total").waitFor()
  // The page says «Not allocated» until it has asked for the reservations.
  await page.getByText("Allocated", { exact: true }).first().waitFor()
  await page.getByRole("heading", { name: "Paid on the storefront" }).waitFor()
}

export async function readOrder(page: Page): Promise<OrderPage> {
  const text = await page.getByRole("main").innerText()
  const words = text
    .split("\n")
    .map((word) => word.trim())
    .filter(Boolean)
  const summary = between(words, "Summary", "Item Subtotal")
  return {
    words,
    badges: words.slice(0, words.indexOf("Summary")),
    lines: summary.flatMap((word, at) =>
      /^\d+x$/.test(word) ? [readLine(summary, at)] : []
    ),
    amount: (label) => words[words.indexOf(label) + 1],
    payments: between(words, "Payments", "Unfulfilled Items"),
  }
}

/** A line is title, SKU, options, price, quantity, whether it is allocated, and its sum. */
function readLine(summary: readonly string[], at: number): OrderPageLine {
  const [title = "", sku = ""] = summary.slice(at - 4, at)
  const rest = summary.slice(at + 1)
  return {
    title,
    sku,
    isAllocated: rest[0] === "Allocated",
    quantity: summary[at] ?? "",
    subtotal: rest.find((word) => /\d\.\d\d$/.test(word)) ?? "",
  }
}

function between(words: readonly string[], from: string, to: string): string[] {
  return words.slice(words.indexOf(from) + 1, words.indexOf(to))
}
