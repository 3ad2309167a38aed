import type { AdminOrder } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { fromMajor } from "../../src/lib/money"
import { readOrder } from "./order"
import type { Shop } from "./shop"
import { waitFor } from "./wait-for"

/** What an order, its payment and Stripe say of the refunds of a payment, in minor units. */
export type RefundedSums = {
  atStripe: number
  refunds: number
  collection: number
  transactions: number
  /** What the customer still owes. */
  pending: number
}

/** The refunds of a payment that Stripe counts as paid out, or about to be. */
export function liveRefunds(shop: Shop, payment: string): Stripe.Refund[] {
  return shop.stripe.store.refunds
    .all()
    .filter(
      ({ payment_intent, status }) =>
        payment_intent === payment &&
        status !== "failed" &&
        status !== "canceled"
    )
}

/** How often Stripe was asked for a refund, by any process. */
export function refundsAskedFor(shop: Shop): number {
  return shop.stripe
    .requests()
    .filter(({ method, path }) => method === "POST" && path === "/v1/refunds")
    .length
}

/** Staff refund in the admin; all that is left unless told. @throws Error on any answer but 2xx */
export async function refundInAdmin(
  shop: Shop,
  medusaPayment: { id: string },
  amount?: number,
  more: object = {}
): Promise<void> {
  await shop.admin(`/admin/payments/${medusaPayment.id}/refund`, {
    method: "POST",
    body: { ...more, ...(amount === undefined ? {} : { amount }) },
  })
}

/** Reads all sums from their own places. */
export async function refundedSums(
  shop: Shop,
  payment: string,
  orderId: string
): Promise<RefundedSums> {
  const order = await readOrder(shop, orderId)
  const minor = (amount: unknown): number =>
    fromMajor(Number(amount ?? 0), order.currency_code)
  const { rows } = await shop.db.query<{ amount: string }>(
    `SELECT amount FROM order_transaction
     WHERE order_id = $1 AND reference = 'refund' AND deleted_at IS NULL`,
    [orderId]
  )
  return {
    atStripe: sum(liveRefunds(shop, payment).map(({ amount }) => amount)),
    refunds: sum(refundsOf(order).map(({ amount }) => minor(amount))),
    collection: minor(order.payment_collections[0]?.refunded_amount),
    transactions: sum(rows.map(({ amount }) => -minor(amount))),
    pending: minor(order.summary.pending_difference),
  }
}

/** Waits until every place says that so much was refunded, and that nobody owes anything. */
export async function expectRefunded(
  shop: Shop,
  payment: string,
  orderId: string,
  amount: number,
  timeoutMs?: number
): Promise<void> {
  const expected: RefundedSums = {
    atStripe: amount,
    refunds: amount,
    collection: amount,
    transactions: amount,
    pending: 0,
  }
  let seen: RefundedSums | null = null
  await waitFor(
    `${amount} to be refunded of ${payment}`,
    async () => {
      seen = await refundedSums(shop, payment, orderId)
      return JSON.stringify(seen) === JSON.stringify(expected)
    },
    timeoutMs
  ).catch(() => undefined)
  expect(seen).toEqual(expected)
}

/** The Refunds of an order's payment. */
export function refundsOf(
  order: AdminOrder
): { id: string; amount: unknown; note?: string | null }[] {
  return order.payment_collections.flatMap((collection) =>
    (collection.payments ?? []).flatMap(({ refunds }) => refunds ?? [])
  )
}

/** The kinds of what the activity log tells of an order, oldest first. */
export async function activityOf(
  shop: Shop,
  orderId: string
): Promise<string[]> {
  const { rows } = await shop.db.query<{ kind: string }>(
    "SELECT kind FROM storefront_activity WHERE order_id = $1 ORDER BY created_at, id",
    [orderId]
  )
  return rows.map(({ kind }) => kind)
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
