import { type Cell, columns } from "./columns"
import { formatMoney, toMinor } from "./money"
import type { Kind } from "./options"
import type { DemoPayment, Hops, StockChange } from "./pay-once"
import type { Colors, Report } from "./terminal"

const KIND_NAMES: Record<Kind, string> = {
  priced: "priced items",
  ad_hoc: "ad-hoc prices",
  express: "express",
}

const arrow = ({ before, after }: { before: number; after: number }) =>
  `${before} → ${after}`

export const milliseconds = (ms: number) => `${Math.round(ms)} ms`

/** One payment in full: the order, its lines, the stock on both sides, the time of each hop. */
export function reportPayment(
  payment: DemoPayment,
  adminUrl: string,
  colors: Colors
): Report {
  const { order, charged, kind } = payment
  const money = (minor: number) => formatMoney(minor, order.currency_code)
  const total = toMinor(order.total, order.currency_code)
  const ok = total === charged
  const verdict = ok
    ? colors.green("✔ to the cent what Stripe charged")
    : colors.red(`✖ but Stripe charged ${money(charged)}`)
  const text = [
    "",
    `  ${colors.bold(`Order #${order.display_id}`)}   ${colors.bold(money(total))}   ${verdict}`,
    `  ${paymentStatus(order.payment_status, colors)} · ${KIND_NAMES[kind]} · ${payment.paymentId}`,
    `  ${colors.cyan(`${adminUrl}/orders/${order.id}`)}`,
    "",
    columns(amountRows(payment, colors)),
    "",
    columns(stockRows(payment.stock, colors)),
    "",
    columns(hopRows(payment.hops, colors)),
    ...questionLines(payment.questions, colors),
  ].join("\n")
  return { text, ok }
}

/** One payment on one line, for many of them. */
export function reportPaymentLine(
  { order, charged, kind, hops, questions }: DemoPayment,
  _adminUrl: string,
  colors: Colors
): Report {
  const total = toMinor(order.total, order.currency_code)
  const ok = total === charged
  const pieces = order.items.reduce((sum, { quantity }) => sum + quantity, 0)
  const text = [
    `  ${ok ? colors.green("✔") : colors.red("✖")} Order #${String(order.display_id).padEnd(5)}`,
    KIND_NAMES[kind].padEnd(13),
    formatMoney(total, order.currency_code).padStart(11),
    `${pieces} ${pieces === 1 ? "piece" : "pieces"}`.padStart(9),
    milliseconds(hops.total).padStart(9),
    questions.length > 0
      ? colors.yellow(`  ${questions.length} to be answered by staff`)
      : "",
  ].join("  ")
  return { text: text.trimEnd(), ok }
}

function paymentStatus(status: string, colors: Colors): string {
  return status === "captured" ? colors.green("Captured") : colors.red(status)
}

function amountRows({ order }: DemoPayment, { bold, dim }: Colors): Cell[][] {
  const money = (major: number): Cell => ({
    text: formatMoney(toMinor(major, order.currency_code), order.currency_code),
    align: "right",
  })
  const extra = (title: string, amount: number): Cell[] => [
    { text: "" },
    { text: title, paint: dim },
    { text: "" },
    money(amount),
  ]
  const shipping = order.shipping_methods.map(({ name }) => name).join(", ")
  return [
    ...order.items.map((item) => [
      { text: `${item.quantity} ×`, align: "right" as const },
      { text: item.title },
      { text: item.variant_sku ?? "not matched", paint: dim },
      money(item.subtotal),
    ]),
    ...(shipping ? [extra(shipping, order.shipping_subtotal)] : []),
    ...(order.discount_subtotal > 0
      ? [extra("Discount", -order.discount_subtotal)]
      : []),
    extra("Tax", order.tax_total),
    [
      { text: "" },
      { text: "Total", paint: bold },
      { text: "" },
      { ...money(order.total), paint: bold },
    ],
  ]
}

function stockRows(stock: readonly StockChange[], { dim }: Colors): Cell[][] {
  return [
    [
      { text: "Can be sold", paint: dim },
      { text: "Medusa", paint: dim },
      { text: "legacy store", paint: dim },
    ],
    ...stock.map(({ sku, medusa, legacy }) => [
      { text: sku },
      { text: arrow(medusa) },
      { text: legacy ? arrow(legacy) : "has no row" },
    ]),
  ]
}

function hopRows(hops: Hops, { bold, dim }: Colors): Cell[][] {
  const row = (text: string, ms: number): Cell[] => [
    { text },
    { text: milliseconds(ms), align: "right" },
  ]
  return [
    [{ text: "Time", paint: dim }],
    row("paid → event received", hops.paidToReceived),
    row("event received → order", hops.receivedToOrder),
    ...(hops.reservedToMirrored === null
      ? []
      : [row("stock reserved → legacy store", hops.reservedToMirrored)]),
    row("paid → all of it done", hops.total).map((cell) => ({
      ...cell,
      paint: bold,
    })),
  ]
}

function questionLines(
  questions: readonly string[],
  { yellow }: Colors
): string[] {
  return questions.length === 0
    ? []
    : ["", ...questions.map((question) => `    ${yellow("?")} ${question}`)]
}
