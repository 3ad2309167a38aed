/**
 * What the legacy store is told of an order, one word: the last thing that happened to it. `paid` is
 * our own; the others are Medusa's words for the states of an order, its fulfilments and its payment.
 */
export const ORDER_STATUSES = [
  "paid",
  "partially_fulfilled",
  "fulfilled",
  "partially_shipped",
  "shipped",
  "partially_delivered",
  "delivered",
  "partially_refunded",
  "refunded",
  "canceled",
] as const

export type OrderStatus = (typeof ORDER_STATUSES)[number]

/** What the legacy store's row of an order is to say. */
export type OrderState = {
  orderId: string
  /** By these the row is found; at least one is there. */
  paymentIntent: string | null
  checkoutSession: string | null
  status: OrderStatus
  /** Of all parcels, each once; empty before anything was sent. */
  trackingNumbers: readonly string[]
  trackingUrls: readonly string[]
}

/** One batch of orders, all read after `version` was drawn. */
export type OrderBatch = {
  version: number
  orders: readonly OrderState[]
}

/**
 * What came of writing one order:
 * - `written`: all its rows say so now
 * - `superseded`: all its rows have a newer version already
 * - `not_found`: no row carries its payment
 * - `refused`: a row is there and older, but the update did not touch it (row-level security)
 * - `locked`: a row is there and older, and another transaction there keeps it locked
 * - `no_table`: the legacy store keeps no orders
 */
export type OrderPushOutcome =
  "written" | "superseded" | "not_found" | "refused" | "locked" | "no_table"

/**
 * The same as the queue is told: of an order that was `not_found`, whether the legacy store may yet
 * hear of it by itself (`expected`) or not (`unknown`). `gone`: Medusa itself has it no more.
 */
export type OrderOutcome =
  Exclude<OrderPushOutcome, "not_found"> | "expected" | "unknown" | "gone"

/** What came of pushing one order. */
export type PushedOrder = {
  orderId: string
  outcome: OrderOutcome
}

/** One change that waits to be turned into an order to push. One of the ids is there. */
export type CapturedOrderChange = {
  id: string
  orderId: string | null
  fulfillmentId: string | null
}
