import type { AdminOrder } from "@medusajs/framework/types"
import { minor } from "./buy"
import type { NativeCheckout } from "./native-checkout"
import { readOrder, readReservations } from "./order"
import type { Shop } from "./shop"

/** The order a cart became; null while it is none. @throws Error where it became several */
export async function orderIdOf(
  shop: Shop,
  { cartId }: NativeCheckout
): Promise<string | null> {
  const { rows } = await shop.db.query<{ order_id: string }>(
    "SELECT order_id FROM order_cart WHERE cart_id = $1 AND deleted_at IS NULL",
    [cartId]
  )
  if (rows.length > 1) {
    throw new Error(`${cartId} became ${rows.length} orders`)
  }
  return rows[0]?.order_id ?? null
}

/** As {@link expectOneOrder}, and the order counts the payment once. */
export async function expectOneSettledOrder(
  shop: Shop,
  checkout: NativeCheckout,
  payment_status: "captured" | "authorized"
): Promise<void> {
  const order = await expectOneOrder(shop, checkout, payment_status)
  expect(minor(order.summary.paid_total)).toBe(
    payment_status === "captured" ? checkout.amount : 0
  )
}

/** A cart is exactly one order, its payment is there once, and the storefront's import kept out. */
export async function expectOneOrder(
  shop: Shop,
  checkout: NativeCheckout,
  payment_status: "captured" | "authorized"
): Promise<AdminOrder> {
  const order = await readOrder(shop, (await orderIdOf(shop, checkout)) ?? "")
  expect(minor(order.total)).toBe(checkout.amount)
  expect(order.payment_status).toBe(payment_status)
  const taken = payment_status === "captured" ? checkout.amount : 0
  expect(await paymentsOf(shop, checkout)).toEqual([
    { captures: taken ? 1 : 0, captured: taken, refunds: 0, canceled: false },
  ])
  expect(await readReservations(shop, order)).toHaveLength(1)
  const { rows } = await shop.db.query("SELECT id FROM storefront_payment")
  expect(rows).toEqual([])
  return order
}

type PaymentRow = {
  captures: number
  /** Minor units. */
  captured: number
  refunds: number
  canceled: boolean
}

async function paymentsOf(
  shop: Shop,
  { sessionId }: NativeCheckout
): Promise<PaymentRow[]> {
  const { rows } = await shop.db.query<PaymentRow>(
    `SELECT
       (SELECT count(*)::int FROM capture WHERE payment_id = payment.id) AS captures,
       (SELECT coalesce(sum(amount) * 100, 0)::int FROM capture WHERE payment_id = payment.id) AS captured,
       (SELECT count(*)::int FROM refund WHERE payment_id = payment.id) AS refunds,
       payment.canceled_at IS NOT NULL AS canceled
     FROM payment_session AS session
     JOIN payment ON payment.payment_collection_id = session.payment_collection_id
     WHERE session.id = $1 AND payment.deleted_at IS NULL`,
    [sessionId]
  )
  return rows
}
