/** A table of which the capture has to know, and whose orders its rows concern. */
export type CapturedTable = {
  table: string
  /** An update counts where one of these is another; all of them must be there. */
  columns: readonly string[]
  on: readonly CapturedOperation[]
  /** The orders and fulfilments that the rows in `changed` concern, as a SELECT of both ids. */
  concerned: string
}

export type CapturedOperation = "INSERT" | "UPDATE" | "DELETE"

const ALL = ["INSERT", "UPDATE", "DELETE"] as const

const BY_ORDER = "SELECT order_id, NULL::text FROM changed"
const BY_FULFILLMENT = "SELECT NULL::text, fulfillment_id FROM changed"
const BY_COLLECTION = `
  SELECT link.order_id, NULL::text
  FROM changed JOIN order_payment_collection AS link
    ON link.payment_collection_id = changed.payment_collection_id AND link.deleted_at IS NULL`
const BY_PAYMENT = `
  SELECT link.order_id, NULL::text
  FROM changed JOIN payment ON payment.id = changed.payment_id
  JOIN order_payment_collection AS link
    ON link.payment_collection_id = payment.payment_collection_id AND link.deleted_at IS NULL`

/**
 * Every table that an order's state is read from (`read-order-facts`), so that none of its changes
 * can go unseen. Where a table is added to what is read, it belongs here too.
 *
 * An order's lines, a fulfilment and a payment are made before they count for anything: what makes
 * them count (a new version, a link, a capture) is what is captured.
 */
export const CAPTURED_ORDER_TABLES: readonly CapturedTable[] = [
  {
    // The ledger: an order becomes one of the storefront's when its import is done.
    table: "storefront_payment",
    columns: [
      "order_id",
      "payment_intent_id",
      "checkout_session_id",
      "deleted_at",
    ],
    on: ALL,
    concerned: BY_ORDER,
  },
  {
    table: "order",
    columns: ["id", "status", "version", "canceled_at", "deleted_at"],
    on: ["UPDATE", "DELETE"],
    concerned: "SELECT id, NULL::text FROM changed",
  },
  {
    table: "order_item",
    columns: [
      "order_id",
      "item_id",
      "version",
      "quantity",
      "fulfilled_quantity",
      "deleted_at",
    ],
    on: ["UPDATE", "DELETE"],
    concerned: BY_ORDER,
  },
  {
    table: "order_fulfillment",
    columns: ["order_id", "fulfillment_id", "deleted_at"],
    on: ALL,
    concerned: BY_ORDER,
  },
  {
    table: "fulfillment",
    columns: [
      "id",
      "packed_at",
      "shipped_at",
      "delivered_at",
      "canceled_at",
      "deleted_at",
    ],
    on: ["UPDATE", "DELETE"],
    concerned: "SELECT NULL::text, id FROM changed",
  },
  {
    table: "fulfillment_label",
    columns: [
      "id",
      "fulfillment_id",
      "tracking_number",
      "tracking_url",
      "deleted_at",
    ],
    on: ALL,
    concerned: BY_FULFILLMENT,
  },
  {
    table: "order_payment_collection",
    columns: ["order_id", "payment_collection_id", "deleted_at"],
    on: ALL,
    concerned: BY_ORDER,
  },
  {
    table: "payment",
    columns: ["id", "payment_collection_id", "deleted_at"],
    on: ["UPDATE", "DELETE"],
    concerned: BY_COLLECTION,
  },
  {
    table: "capture",
    columns: ["id", "payment_id", "amount", "deleted_at"],
    on: ALL,
    concerned: BY_PAYMENT,
  },
  {
    table: "refund",
    columns: ["id", "payment_id", "amount", "deleted_at"],
    on: ALL,
    concerned: BY_PAYMENT,
  },
]
