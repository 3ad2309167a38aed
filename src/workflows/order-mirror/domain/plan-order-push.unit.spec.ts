import type { ReadOrder } from "../queries/read-order-facts"
import { judgeOrder, toOrderState } from "./plan-order-push"

const label = (trackingNumber: string, trackingUrl = "#") => ({
  trackingNumber,
  trackingUrl,
})

const parcel = (
  labels: ReturnType<typeof label>[],
  canceledAt: Date | null = null
) => ({
  packedAt: new Date(1),
  shippedAt: new Date(2),
  deliveredAt: null,
  canceledAt,
  labels,
})

const order = (fulfillments: ReadOrder["fulfillments"]): ReadOrder => ({
  orderId: "order_1",
  paymentIntent: "pi_1",
  checkoutSession: "cs_1",
  importedAt: new Date(0),
  isCanceled: false,
  captured: 100,
  refunded: 0,
  lastRefundAt: null,
  hasUnfulfilledItems: false,
  fulfillments,
})

describe("what the row of an order is to say", () => {
  it("has no numbers and no links before anything was sent", () => {
    expect(toOrderState(order([]))).toEqual({
      orderId: "order_1",
      paymentIntent: "pi_1",
      checkoutSession: "cs_1",
      status: "paid",
      trackingNumbers: [],
      trackingUrls: [],
    })
  })

  it("has each number and link once, in the order of the parcels", () => {
    const state = toOrderState(
      order([
        parcel([label("B", "https://carrier.example/B"), label("A")]),
        parcel([label(" A "), label("C", "https://carrier.example/B")]),
      ])
    )
    expect(state).toMatchObject({
      status: "shipped",
      trackingNumbers: ["B", "A", "C"],
      trackingUrls: ["https://carrier.example/B"],
    })
  })

  it("leaves out what nobody gave, and the parcels that were cancelled", () => {
    const state = toOrderState(
      order([
        parcel([label("", ""), label("A")]),
        parcel([label("B", "https://carrier.example/B")], new Date(3)),
      ])
    )
    expect(state).toMatchObject({ trackingNumbers: ["A"], trackingUrls: [] })
  })
})

describe("what the queue is told of an order", () => {
  const HOUR_MS = 60 * 60 * 1_000
  const known = { importedAt: new Date(0) }

  it.each(["written", "superseded", "refused", "no_table"] as const)(
    "is what came of it: %s",
    (outcome) => {
      expect(judgeOrder(known, outcome, new Date(2 * HOUR_MS))).toBe(outcome)
    }
  )

  it("is that it may come yet for an hour, and then that it is not known", () => {
    expect(judgeOrder(known, "not_found", new Date(HOUR_MS - 1))).toBe(
      "expected"
    )
    expect(judgeOrder(known, "not_found", new Date(HOUR_MS))).toBe("unknown")
  })

  it("is that it is gone where Medusa has it no more", () => {
    expect(judgeOrder(undefined, undefined, new Date(0))).toBe("gone")
  })
})
