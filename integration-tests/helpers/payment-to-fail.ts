import { deriveId } from "../../src/lib/derive-id"
import { orderIdOf } from "../../src/workflows/storefront-orders/domain/plan-order"
import type { ImportKeys } from "./import-boundaries"
import { deliverEvent } from "./post-event"
import type { Shop } from "./shop"
import { cartItem } from "./storefront"
import { type Paid, paidOf } from "./whole-orders"

/** A payment that Stripe has not told of yet, so that its import can be made to fail. */
export type PaymentToFail = Paid & {
  keys: ImportKeys
  event: object & { id: string }
}

/** A customer pays for one piece, with an address of their own; see {@link deliver}. */
export async function payUnseen(
  shop: Shop,
  sku: string,
  email: string
): Promise<PaymentToFail> {
  const checkout = shop.stripe.storefront.checkout({
    kind: "priced",
    items: [cartItem(sku)],
    customer: { email },
    metadata: { order_number: email },
    deliver: false,
  })
  const paid = paidOf(checkout)
  const { rows } = await shop.db.query<{ id: string }>(
    `SELECT part.inventory_item_id AS id
     FROM product_variant_inventory_item AS part
     JOIN product_variant AS variant ON variant.id = part.variant_id
     WHERE variant.sku = $1`,
    [sku]
  )
  const event = shop.stripe.store.events.all().find(({ type, data }) => {
    const { id } = data.object as { id?: string }
    return type === "checkout.session.completed" && id === checkout.session.id
  })
  if (!event) {
    throw new Error(`Stripe made no event of ${checkout.session.id}`)
  }
  const keys = {
    email,
    inventoryItemId: rows[0]?.id ?? "",
    collectionId: deriveId("pay_col", paid.payment),
    orderId: orderIdOf(paid.payment),
    number: `"custom_display_id": "${email}"`,
  }
  return { ...paid, keys, event }
}

/** Tells the backend of the payment. */
export async function deliver(
  shop: Shop,
  { event }: PaymentToFail
): Promise<void> {
  await deliverEvent(shop, event)
}

/** What there is of a payment in Medusa's tables, counted. */
export async function tracesOf(
  shop: Shop,
  { keys }: PaymentToFail
): Promise<Record<string, number>> {
  const { rows } = await shop.db.query<Record<string, number>>(
    `SELECT
       (SELECT count(*)::int FROM customer WHERE email = $1) AS customers,
       (SELECT count(*)::int FROM reservation_item WHERE inventory_item_id = $2) AS reservations,
       (SELECT sum(reserved_quantity)::int FROM inventory_level WHERE inventory_item_id = $2) AS reserved,
       (SELECT count(*)::int FROM payment_collection WHERE id = $3) AS collections,
       (SELECT count(*)::int FROM payment_session WHERE payment_collection_id = $3) AS sessions,
       (SELECT count(*)::int FROM payment WHERE payment_collection_id = $3) AS payments,
       (SELECT count(*)::int FROM capture JOIN payment ON payment.id = capture.payment_id
        WHERE payment.payment_collection_id = $3) AS captures,
       (SELECT count(*)::int FROM order_payment_collection WHERE order_id = $4 AND deleted_at IS NULL) AS links,
       (SELECT count(*)::int FROM "order" WHERE id = $4) AS orders,
       (SELECT count(*)::int FROM order_line_item AS line JOIN order_item AS item ON item.item_id = line.id
        WHERE item.order_id = $4) AS lines`,
    [keys.email, keys.inventoryItemId, keys.collectionId, keys.orderId]
  )
  return rows[0] ?? {}
}

/** Each trace of a whole order: all of it once. */
export const WHOLE = {
  customers: 1,
  reservations: 1,
  reserved: 1,
  collections: 1,
  sessions: 1,
  payments: 1,
  captures: 1,
  links: 1,
  orders: 1,
  lines: 1,
}

/** Each trace of an order that was never begun, or taken back. */
export const NOTHING = Object.fromEntries(
  Object.keys(WHOLE).map((name) => [name, 0])
)
