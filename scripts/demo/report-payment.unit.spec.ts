import pc from "picocolors"
import type { DemoPayment } from "./pay-once"
import { reportDuplicates, reportRefund } from "./report-checks"
import { reportPayment, reportPaymentLine } from "./report-payment"
import { median, reportSummary } from "./report-summary"

const plain = pc.createColors(false)

const payment = (changes: Partial<DemoPayment> = {}): DemoPayment => ({
  kind: "priced",
  sessionId: "cs_test_1",
  paymentId: "pi_1",
  eventIds: ["evt_1"],
  charged: 21649,
  order: {
    id: "order_1",
    display_id: 7,
    currency_code: "usd",
    total: 216.49,
    item_subtotal: 199.99,
    shipping_subtotal: 0,
    discount_subtotal: 0,
    tax_total: 16.5,
    payment_status: "captured",
    items: [
      {
        id: "ordli_1",
        title: "Burgundy Suit (2-Piece) · 38R",
        quantity: 1,
        subtotal: 199.99,
        variant_sku: "KCT-BURGUNDY-38R-2P",
      },
    ],
    shipping_methods: [],
    payment_collections: [],
  },
  questions: [],
  reservations: 1,
  stock: [
    {
      sku: "KCT-BURGUNDY-38R-2P",
      medusa: { before: 12, after: 11 },
      legacy: { before: 12, after: 11 },
    },
  ],
  hops: {
    paidToReceived: 12,
    receivedToOrder: 400,
    reservedToMirrored: 80,
    total: 420,
  },
  ...changes,
})

describe("what the demo prints of a payment", () => {
  it("shows order, total, size, stock on both sides and times", () => {
    const { text, ok } = reportPayment(
      payment(),
      "http://localhost:9000/app",
      plain
    )
    expect(ok).toBe(true)
    for (const part of [
      "Order #7   $216.49",
      "Captured",
      "http://localhost:9000/app/orders/order_1",
      "1 ×   Burgundy Suit (2-Piece) · 38R   KCT-BURGUNDY-38R-2P   $199.99",
      "KCT-BURGUNDY-38R-2P   12 → 11   12 → 11",
      "event received → order          400 ms",
    ]) {
      expect(text).toContain(part)
    }
  })

  it("is not right where Stripe charged a cent more than the order comes to", () => {
    const off = payment({ charged: 21650 })
    const full = reportPayment(off, "", plain)
    expect(full).toEqual({
      ok: false,
      text: expect.stringContaining("but Stripe charged $216.50") as string,
    })
    expect(reportPaymentLine(off, "", plain).ok).toBe(false)
  })

  it("shows what staff have to answer", () => {
    const asked = payment({ questions: ["Which item is «Suit»?"] })
    expect(reportPayment(asked, "", plain).text).toContain(
      "? Which item is «Suit»?"
    )
  })
})

describe("what the demo prints of its checks", () => {
  const counts = {
    events: 4,
    deliveries: 8,
    newOrders: 1,
    reservations: { expected: 2, found: 2 },
  }

  it("finds a second order or reservation", () => {
    expect(reportDuplicates(counts, plain).ok).toBe(true)
    expect(reportDuplicates({ ...counts, newOrders: 2 }, plain).ok).toBe(false)
    const doubled = { ...counts, reservations: { expected: 2, found: 4 } }
    expect(reportDuplicates(doubled, plain).ok).toBe(false)
  })

  it("finds refunds that differ", () => {
    const sums = { inMedusa: 2000, atStripe: 2000, ids: ["re_1"] }
    expect(reportRefund(sums, "usd", plain).ok).toBe(true)
    expect(reportRefund({ ...sums, atStripe: 20 }, "usd", plain).ok).toBe(false)
  })

  it("takes the median and the longest time of each hop", () => {
    expect(median([30, 10, 20])).toBe(20)
    expect(median([40, 10, 20, 30])).toBe(20)
    const slow = payment({
      hops: { ...payment().hops, receivedToOrder: 900 },
    })
    const text = reportSummary([payment(), payment(), slow], plain)
    expect(text).toContain("event received → order          400 ms   900 ms")
  })
})
