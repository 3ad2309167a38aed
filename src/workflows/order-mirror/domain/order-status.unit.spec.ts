import fc from "fast-check"
import { ORDER_STATUSES } from "../../../modules/supabase-sync/order-types"
import {
  type FulfillmentFacts,
  type OrderFacts,
  orderStatus,
} from "./order-status"

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 21, 9, minute))

const parcel = (times: Partial<FulfillmentFacts>): FulfillmentFacts => ({
  packedAt: at(1),
  shippedAt: null,
  deliveredAt: null,
  canceledAt: null,
  ...times,
})

const packed = parcel({})
const shipped = parcel({ shippedAt: at(2) })
const delivered = parcel({ shippedAt: at(2), deliveredAt: at(3) })
const canceled = parcel({ canceledAt: at(4) })

const order = (facts: Partial<OrderFacts> = {}): OrderFacts => ({
  isCanceled: false,
  captured: 100,
  refunded: 0,
  lastRefundAt: null,
  hasUnfulfilledItems: false,
  fulfillments: [],
  ...facts,
})

describe("orderStatus", () => {
  it.each([
    ["paid", "nothing was sent", []],
    ["fulfilled", "all is packed", [packed, packed]],
    ["shipped", "all is on its way", [shipped, shipped]],
    ["delivered", "all has arrived", [delivered, delivered]],
    ["partially_shipped", "one of two is on its way", [shipped, packed]],
    ["partially_delivered", "one of two has arrived", [delivered, shipped]],
    ["shipped", "the other was cancelled", [shipped, canceled]],
    ["paid", "all were cancelled", [canceled]],
    ["paid", "a fulfilment says nothing yet", [parcel({ packedAt: null })]],
    [
      "partially_shipped",
      "another says nothing yet",
      [shipped, parcel({ packedAt: null })],
    ],
  ])("is %s where %s", (status, _, fulfillments) => {
    expect(
      orderStatus(
        order({ fulfillments, hasUnfulfilledItems: fulfillments.length === 0 })
      )
    ).toBe(status)
  })

  it.each([
    ["partially_fulfilled", [packed]],
    ["partially_shipped", [shipped]],
    ["partially_delivered", [delivered]],
  ])("is %s while a line is left to be fulfilled", (status, fulfillments) => {
    expect(
      orderStatus(order({ fulfillments, hasUnfulfilledItems: true }))
    ).toBe(status)
  })

  it.each([
    ["partially_refunded", "before anything was sent", [], at(0)],
    ["shipped", "and was sent afterwards", [shipped], at(1)],
    ["partially_refunded", "after it was sent", [shipped], at(3)],
    ["partially_refunded", "in the same moment", [shipped], at(2)],
    [
      "partially_refunded",
      "and what was sent afterwards was cancelled",
      [canceled],
      at(0),
    ],
  ])(
    "is %s where it was refunded in part %s",
    (status, _, fulfillments, refundedAt) => {
      expect(
        orderStatus(
          order({ fulfillments, refunded: 99.99, lastRefundAt: refundedAt })
        )
      ).toBe(status)
    }
  )

  it("stays refunded or cancelled, whatever is sent afterwards", () => {
    const refunded = { refunded: 100, lastRefundAt: at(0) }
    const fulfillments = [delivered]
    expect(orderStatus(order({ ...refunded, fulfillments }))).toBe("refunded")
    expect(
      orderStatus(order({ ...refunded, fulfillments, isCanceled: true }))
    ).toBe("canceled")
  })

  it("is paid where nothing had to be paid", () => {
    expect(orderStatus(order({ captured: 0 }))).toBe("paid")
  })
})

describe("orderStatus, whatever the facts", () => {
  const time = fc.option(fc.integer({ min: 0, max: 59 }).map(at))
  const fulfillment = fc.record({
    packedAt: time,
    shippedAt: time,
    deliveredAt: time,
    canceledAt: time,
  })
  const facts: fc.Arbitrary<OrderFacts> = fc
    .record({
      isCanceled: fc.boolean(),
      captured: fc.nat(20),
      refunded: fc.nat(20),
      lastRefundAt: fc.integer({ min: 0, max: 59 }).map(at),
      hasUnfulfilledItems: fc.boolean(),
      fulfillments: fc.array(fulfillment, { maxLength: 5 }),
    })
    .map((drawn) => ({
      ...drawn,
      lastRefundAt: drawn.refunded > 0 ? drawn.lastRefundAt : null,
    }))
  const live = ({ fulfillments }: OrderFacts): FulfillmentFacts[] =>
    fulfillments.filter(({ canceledAt }) => canceledAt === null)

  it("is one of the words, and the same in whatever order the fulfilments come", () => {
    fc.assert(
      fc.property(facts, (drawn) => {
        const status = orderStatus(drawn)
        expect(ORDER_STATUSES).toContain(status)
        expect(
          orderStatus({
            ...drawn,
            fulfillments: [...drawn.fulfillments].reverse(),
          })
        ).toBe(status)
      })
    )
  })

  it("never counts a cancelled fulfilment", () => {
    fc.assert(
      fc.property(facts, (drawn) => {
        expect(orderStatus({ ...drawn, fulfillments: live(drawn) })).toBe(
          orderStatus(drawn)
        )
      })
    )
  })

  it("is cancelled exactly where the order is, and refunded where all else is given back", () => {
    fc.assert(
      fc.property(facts, (drawn) => {
        const status = orderStatus(drawn)
        expect(status === "canceled").toBe(drawn.isCanceled)
        if (!drawn.isCanceled) {
          const isBack = drawn.refunded > 0 && drawn.refunded >= drawn.captured
          expect(status === "refunded").toBe(isBack)
        }
      })
    )
  })

  it("is whole only where nothing is left to be fulfilled", () => {
    fc.assert(
      fc.property(facts, (drawn) => {
        if (
          ["fulfilled", "shipped", "delivered"].includes(orderStatus(drawn))
        ) {
          expect(drawn.hasUnfulfilledItems).toBe(false)
        }
      })
    )
  })

  it("says of a refund in part for as long as nothing was sent later", () => {
    fc.assert(
      fc.property(facts, (drawn) => {
        const sent = live(drawn).flatMap((parcel) =>
          [parcel.packedAt, parcel.shippedAt, parcel.deliveredAt].flatMap(
            (moment) => moment?.getTime() ?? []
          )
        )
        const isLast =
          drawn.lastRefundAt !== null &&
          sent.every((moment) => moment <= Number(drawn.lastRefundAt))
        const isPart =
          !drawn.isCanceled &&
          drawn.refunded > 0 &&
          drawn.refunded < drawn.captured
        expect(orderStatus(drawn) === "partially_refunded").toBe(
          isPart && isLast
        )
      })
    )
  })
})
