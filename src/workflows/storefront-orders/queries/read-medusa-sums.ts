import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MathBN } from "@medusajs/framework/utils"
import { fromMajor, minorUnitExponent } from "../../../lib/money"
import type { MedusaSums } from "../domain/compare-sums"
import { STRIPE_STOREFRONT_PROVIDER_ID } from "../steps/adopt-payment"

/** Longer than Medusa's refund takes to reach Stripe, its repeated calls included. */
const REFUND_TAKES = "2 minutes"

const READ = `
  WITH money AS (
    SELECT link.order_id, payment.id,
           payment.provider_id = :provider AS adopted,
           collection.captured_amount, collection.refunded_amount,
           (SELECT coalesce(sum(amount), 0) FROM capture
            WHERE payment_id = payment.id AND deleted_at IS NULL) AS captured,
           (SELECT coalesce(sum(amount), 0) FROM refund
            WHERE payment_id = payment.id AND deleted_at IS NULL) AS refunded,
           EXISTS (SELECT FROM refund
            WHERE payment_id = payment.id AND deleted_at IS NULL
              AND created_at > now() - interval '${REFUND_TAKES}') AS refunding
    FROM order_payment_collection AS link
    JOIN payment_collection AS collection
      ON collection.id = link.payment_collection_id AND collection.deleted_at IS NULL
    JOIN payment
      ON payment.payment_collection_id = collection.id AND payment.deleted_at IS NULL
    WHERE link.order_id = ANY(:orders) AND link.deleted_at IS NULL
  ), by_order AS (
    SELECT order_id,
           sum(captured) FILTER (WHERE adopted) AS captured,
           sum(refunded) FILTER (WHERE adopted) AS refunded,
           sum(captured_amount) FILTER (WHERE adopted) AS collection_captured,
           sum(refunded_amount) FILTER (WHERE adopted) AS collection_refunded,
           bool_or(refunding) FILTER (WHERE adopted) AS refunding,
           sum(captured - refunded) AS paid
    FROM money GROUP BY order_id
  )
  SELECT asked.order_id,
         coalesce(captured, 0)::text AS captured,
         coalesce(refunded, 0)::text AS refunded,
         coalesce(collection_captured, 0)::text AS collection_captured,
         coalesce(collection_refunded, 0)::text AS collection_refunded,
         coalesce(paid, 0)::text AS paid,
         coalesce(refunding, false) AS refunding,
         (SELECT coalesce(sum(amount), 0)::text FROM order_transaction AS entry
          WHERE entry.order_id = asked.order_id AND entry.deleted_at IS NULL) AS transactions
  FROM unnest(CAST(:orders AS text[])) AS asked(order_id)
  LEFT JOIN by_order ON by_order.order_id = asked.order_id`

type Row = {
  order_id: string
  captured: string
  refunded: string
  collection_captured: string
  collection_refunded: string
  paid: string
  refunding: boolean
  transactions: string
}

/**
 * What Medusa says was captured and refunded of the storefront's payments, by order. Read from the
 * tables: through Medusa's modules each order would cost a dozen queries.
 */
export async function readMedusaSums(
  knex: Knex,
  orders: readonly { order_id: string; currency_code: string }[]
): Promise<Map<string, MedusaSums>> {
  const currencies = new Map(
    orders.map(({ order_id, currency_code }) => [order_id, currency_code])
  )
  const { rows } = await knex.raw<{ rows: Row[] }>(READ, {
    provider: STRIPE_STOREFRONT_PROVIDER_ID,
    orders: [...currencies.keys()],
  })
  return new Map(
    rows.map((row) => [
      row.order_id,
      sumsOf(row, currencies.get(row.order_id) ?? ""),
    ])
  )
}

function sumsOf(row: Row, currency: string): MedusaSums {
  const minor = (major: string) => minorOf(major, currency)
  return {
    captured: minor(row.captured),
    refunded: minor(row.refunded),
    collection: {
      captured: minor(row.collection_captured),
      refunded: minor(row.collection_refunded),
    },
    paid: minor(row.paid),
    transactions: minor(row.transactions),
    refunding: row.refunding,
  }
}

/** Not whole where Medusa holds a part of the smallest unit: then it cannot be equal. */
function minorOf(major: string, currency: string): number {
  try {
    return fromMajor(major, currency)
  } catch {
    return MathBN.mult(major, 10 ** minorUnitExponent(currency)).toNumber()
  }
}
