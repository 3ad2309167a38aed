import { deriveId } from "../../src/lib/derive-id"
import { cartItem } from "./storefront"
import type { Shop } from "./shop"

/** What a payment that was imported has left, with what is its own in each table. */
const ROWS: readonly [table: string, where: string, own: string][] = [
  [
    '"order"',
    "row.id = $1",
    "jsonb_build_object('id', 'order_' || intent, 'display_id', nextval('order_display_id_seq'))",
  ],
  [
    "order_transaction",
    "row.order_id = $1",
    "jsonb_build_object('id', 'ordtrx_' || intent, 'order_id', 'order_' || intent)",
  ],
  [
    "payment_collection",
    "row.id = (SELECT payment_collection_id FROM order_payment_collection WHERE order_id = $1)",
    "jsonb_build_object('id', collection_id)",
  ],
  [
    "payment_session",
    "row.payment_collection_id = (SELECT payment_collection_id FROM order_payment_collection WHERE order_id = $1)",
    "jsonb_build_object('id', 'payses_' || intent, 'payment_collection_id', collection_id)",
  ],
  [
    "payment",
    "row.payment_collection_id = (SELECT payment_collection_id FROM order_payment_collection WHERE order_id = $1)",
    `jsonb_build_object('id', 'pay_' || intent, 'payment_collection_id', collection_id,
       'payment_session_id', 'payses_' || intent,
       'data', row.data || jsonb_build_object('payment_intent', intent))`,
  ],
  [
    "capture",
    "row.payment_id = (SELECT id FROM payment WHERE payment_collection_id = (SELECT payment_collection_id FROM order_payment_collection WHERE order_id = $1))",
    "jsonb_build_object('id', 'capt_' || intent, 'payment_id', 'pay_' || intent)",
  ],
  [
    "order_payment_collection",
    "row.order_id = $1",
    "jsonb_build_object('id', 'ordpay_' || intent, 'order_id', 'order_' || intent, 'payment_collection_id', collection_id)",
  ],
  [
    "storefront_payment",
    "row.order_id = $1",
    `jsonb_build_object('id', 'spay_' || intent, 'payment', intent, 'payment_intent_id', intent,
       'checkout_session_id', 'cs_' || intent, 'order_id', 'order_' || intent,
       'created_at', row.created_at + nth * interval '1 millisecond', 'compared_at', NULL)`,
  ],
]

/**
 * Payments that Stripe has taken and that are orders here, as many as one likes: copies of one that
 * was really imported, in all that the comparing reads. They came in one after another, as they were
 * charged. Importing each would take minutes.
 *
 * @param orderId of the payment that is copied: one tie, bought express.
 * @returns their PaymentIntents
 */
export async function plantPayments(
  shop: Shop,
  orderId: string,
  count: number
): Promise<string[]> {
  // One second for all: a batch asks Stripe for what was charged between its first and its last.
  const created = Math.floor(Date.now() / 1000)
  const intents = Array.from({ length: count }, () => {
    const { payment_intent } = shop.stripe.storefront.checkout({
      kind: "express",
      items: [cartItem("KCT-BURGUNDY-TIE")],
      created,
      deliver: false,
    })
    return payment_intent?.id ?? ""
  })
  for (const [table, where, own] of ROWS) {
    await shop.db.query(
      `INSERT INTO ${table}
       SELECT copy.* FROM ${table} AS row, unnest($2::text[], $3::text[]) WITH ORDINALITY AS made(intent, collection_id, nth),
         LATERAL jsonb_populate_record(row, ${own}) AS copy
       WHERE ${where}`,
      [orderId, intents, intents.map((intent) => deriveId("pay_col", intent))]
    )
  }
  return intents
}
