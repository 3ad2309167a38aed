import type { OrderPage, OrderPageLine } from "./order-page"
import type { Paid } from "./pay"

/** The lines as Stripe has them, each with the size and the SKU that was bought. */
export function expectedLines({ wanted, lineItems }: Paid): OrderPageLine[] {
  return wanted.map(({ title, sku, stripeName }) => {
    const line = lineItems.find(({ description }) => description === stripeName)
    return {
      title,
      sku,
      isAllocated: true,
      quantity: `${line?.quantity ?? 0}x`,
      subtotal: asWritten(line?.amount_subtotal ?? 0, line?.currency ?? "usd"),
    }
  })
}

export const bySku = (lines: readonly OrderPageLine[]): OrderPageLine[] =>
  [...lines].sort((a, b) => a.sku.localeCompare(b.sku))

/** As the admin writes amounts: with the sign alone, also where it is not the US dollar's. */
const asWritten = (minor: number, currency: string): string =>
  new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).format(minor / 100)

/** As the admin writes sums that carry their currency: «$ 209.84 USD». */
export const withCode = (minor: number, currency: string): string =>
  `$ ${(minor / 100).toFixed(2)} ${currency.toUpperCase()}`

/** Holds every sum on the page against Stripe's own, to the minor unit. */
export function expectAmounts(seen: OrderPage, { session }: Paid): void {
  const { total_details, shipping_cost, currency, amount_total } = session
  const money = (minor: number) => asWritten(minor, currency ?? "")
  const total = amount_total ?? 0
  const tax = total_details?.amount_tax ?? 0
  const discount = total_details?.amount_discount ?? 0
  // Medusa shows the tax as it was before the discount, and the discount with the tax it saved.
  const taxSaved = minorOf(seen.amount("Tax Total")) - tax

  expect(seen.amount("Item Subtotal")).toBe(money(session.amount_subtotal ?? 0))
  expect(seen.amount("Shipping Subtotal")).toBe(
    money(shipping_cost?.amount_subtotal ?? 0)
  )
  expect(taxSaved > 0).toBe(discount > 0)
  expect(seen.amount("Discount Total")).toBe(money(discount + taxSaved))
  expect(seen.amount("Order Total")).toBe(money(total + discount + taxSaved))
  expect(seen.amount("Total After Discount")).toBe(money(total))
  expect(seen.amount("Paid Total")).toBe(withCode(total, currency ?? ""))
  expect(seen.amount("Outstanding amount")).toBe(withCode(0, currency ?? ""))
  expect(seen.payments).toContain("Captured")
  expect(seen.payments).toContain(money(total))
}

/** «$1,234.50» → 123450. */
function minorOf(text: string | undefined): number {
  return Math.round(Number((text ?? "").replace(/[^\d.]/g, "")) * 100)
}
