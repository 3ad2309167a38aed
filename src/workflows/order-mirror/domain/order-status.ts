import type { OrderStatus } from "../../../modules/supabase-sync/order-types"

/** A fulfilment of an order, as Medusa has it; times are UTC. */
export type FulfillmentFacts = {
  packedAt: Date | null
  shippedAt: Date | null
  deliveredAt: Date | null
  canceledAt: Date | null
}

/** What an order's status is decided from. */
export type OrderFacts = {
  /** Cancelled, or deleted. */
  isCanceled: boolean
  /** Over all its payments, in the same unit of the order's currency. */
  captured: number
  refunded: number
  lastRefundAt: Date | null
  /** Whether a line's fulfilled quantity is below what was ordered of it. */
  hasUnfulfilledItems: boolean
  fulfillments: readonly FulfillmentFacts[]
}

type Sending = { status: OrderStatus; at: Date }

/**
 * The last thing that happened to an order, from what is true now. Cancelled is final and wins, then
 * refunded in full; a refund in part and what was sent compete by their times, and of the same
 * moment the refund counts.
 */
export function orderStatus(order: OrderFacts): OrderStatus {
  if (order.isCanceled) {
    return "canceled"
  }
  if (order.refunded > 0 && order.refunded >= order.captured) {
    return "refunded"
  }
  const sending = sendingOf(order)
  if (order.refunded > 0 && !isLater(sending, order.lastRefundAt)) {
    return "partially_refunded"
  }
  return sending?.status ?? "paid"
}

function isLater(sending: Sending | null, refundAt: Date | null): boolean {
  return sending !== null && (refundAt === null || sending.at > refundAt)
}

/**
 * How far the order is on its way, as Medusa's `getLastFulfillmentStatus` counts
 * (`@medusajs/core-flows`, `order/utils/aggregate-status`): the furthest that one fulfilment has
 * come, in part unless all have, and nothing is left to be fulfilled. Cancelled ones do not count.
 */
function sendingOf({
  fulfillments,
  hasUnfulfilledItems,
}: OrderFacts): Sending | null {
  const live = fulfillments.filter(({ canceledAt }) => canceledAt === null)
  const times = live.flatMap(({ packedAt, shippedAt, deliveredAt }) =>
    [packedAt, shippedAt, deliveredAt].flatMap((time) => time ?? [])
  )
  if (times.length === 0) {
    return null
  }
  const stages = live.map(stageOf)
  const furthest = STAGES.find((stage) => stages.includes(stage)) ?? "fulfilled"
  const isWhole =
    !hasUnfulfilledItems && stages.every((stage) => stage === furthest)
  return {
    status: isWhole ? furthest : `partially_${furthest}`,
    at: new Date(Math.max(...times.map((time) => time.getTime()))),
  }
}

/** Furthest first. */
const STAGES = ["delivered", "shipped", "fulfilled"] as const

type Stage = (typeof STAGES)[number]

function stageOf(fulfillment: FulfillmentFacts): Stage | null {
  if (fulfillment.deliveredAt) {
    return "delivered"
  }
  if (fulfillment.shippedAt) {
    return "shipped"
  }
  return fulfillment.packedAt ? "fulfilled" : null
}
