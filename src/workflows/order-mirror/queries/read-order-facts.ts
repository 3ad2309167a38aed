import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { FulfillmentFacts, OrderFacts } from "../domain/order-status"
import type { ParcelLabel } from "../domain/tracking"

/*
 * In SQL, because one statement has to answer for a thousand orders at once, and all of it as of one
 * moment. Every table in it is watched by the capture (`captured-order-tables`).
 */
const ORDER_FACTS = `
  SELECT "order".id,
         ledger.payment_intent_id, ledger.checkout_session_id, ledger.imported_at,
         "order".canceled_at IS NOT NULL OR "order".status = 'canceled'
           OR "order".deleted_at IS NOT NULL AS canceled,
         (SELECT coalesce(sum(capture.amount), 0) FROM capture
          WHERE capture.payment_id = ANY(paid.payments) AND capture.deleted_at IS NULL)::float8 AS captured,
         back.amount::float8 AS refunded, back.last_at AS refunded_at,
         EXISTS (SELECT FROM order_item AS item
          WHERE item.order_id = "order".id AND item.version = "order".version AND item.deleted_at IS NULL
            AND item.fulfilled_quantity < item.quantity) AS unfulfilled,
         parcels.facts AS fulfillments
  FROM storefront_payment AS ledger
  JOIN "order" ON "order".id = ledger.order_id
  CROSS JOIN LATERAL (
    SELECT array_agg(payment.id) AS payments
    FROM order_payment_collection AS link
    JOIN payment ON payment.payment_collection_id = link.payment_collection_id AND payment.deleted_at IS NULL
    WHERE link.order_id = "order".id AND link.deleted_at IS NULL
  ) AS paid
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(refund.amount), 0) AS amount, max(refund.created_at) AS last_at
    FROM refund WHERE refund.payment_id = ANY(paid.payments) AND refund.deleted_at IS NULL
  ) AS back
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'packed_at', fulfillment.packed_at, 'shipped_at', fulfillment.shipped_at,
      'delivered_at', fulfillment.delivered_at, 'canceled_at', fulfillment.canceled_at,
      'labels', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('number', label.tracking_number, 'url', label.tracking_url)
          ORDER BY label.created_at, label.id), '[]')
        FROM fulfillment_label AS label
        WHERE label.fulfillment_id = fulfillment.id AND label.deleted_at IS NULL)
    ) ORDER BY fulfillment.created_at, fulfillment.id), '[]') AS facts
    FROM order_fulfillment AS link
    JOIN fulfillment ON fulfillment.id = link.fulfillment_id AND fulfillment.deleted_at IS NULL
    WHERE link.order_id = "order".id AND link.deleted_at IS NULL
  ) AS parcels
  WHERE ledger.order_id = ANY(:orders) AND ledger.deleted_at IS NULL`

/** An order of the storefront, and all that the legacy store's row of it follows from. */
export type ReadOrder = Omit<OrderFacts, "fulfillments"> & {
  orderId: string
  paymentIntent: string | null
  checkoutSession: string | null
  /** When it became an order here. */
  importedAt: Date
  /** In the order in which they were made. */
  fulfillments: readonly (FulfillmentFacts & {
    labels: readonly ParcelLabel[]
  })[]
}

type FulfillmentRow = {
  packed_at: string | null
  shipped_at: string | null
  delivered_at: string | null
  canceled_at: string | null
  labels: { number: string; url: string }[]
}

type OrderRow = {
  id: string
  payment_intent_id: string | null
  checkout_session_id: string | null
  imported_at: Date | null
  canceled: boolean
  captured: number
  refunded: number
  refunded_at: Date | null
  unfulfilled: boolean
  fulfillments: FulfillmentRow[]
}

/** The orders as they are now; one that is not the storefront's, or not there, is left out. */
export async function readOrderFacts(
  knex: Knex,
  orderIds: readonly string[]
): Promise<Map<string, ReadOrder>> {
  const { rows } = await knex.raw<{ rows: OrderRow[] }>(ORDER_FACTS, {
    orders: [...orderIds],
  })
  return new Map(rows.map((row) => [row.id, toReadOrder(row)]))
}

function toReadOrder(row: OrderRow): ReadOrder {
  return {
    orderId: row.id,
    paymentIntent: row.payment_intent_id,
    checkoutSession: row.checkout_session_id,
    importedAt: row.imported_at ?? new Date(0),
    isCanceled: row.canceled,
    captured: row.captured,
    refunded: row.refunded,
    lastRefundAt: row.refunded_at,
    hasUnfulfilledItems: row.unfulfilled,
    fulfillments: row.fulfillments.map((fulfillment) => ({
      packedAt: toDate(fulfillment.packed_at),
      shippedAt: toDate(fulfillment.shipped_at),
      deliveredAt: toDate(fulfillment.delivered_at),
      canceledAt: toDate(fulfillment.canceled_at),
      labels: fulfillment.labels.map(({ number, url }) => ({
        trackingNumber: number,
        trackingUrl: url,
      })),
    })),
  }
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
