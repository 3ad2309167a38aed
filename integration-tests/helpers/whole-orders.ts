import type Stripe from "stripe"
import { fromMajor } from "../../src/lib/money"
import { readOrder, readReservations } from "./order"
import { inLanes } from "./post-event"
import type { Shop } from "./shop"
import { importedPayment } from "./storefront"
import { waitFor } from "./wait-for"

/** A payment as Stripe knows it. */
export type Paid = {
  /** The PaymentIntent's id, else the Checkout Session's. */
  payment: string
  /** In minor units. */
  total: number
}

/** What a customer has paid. */
export function paidOf(checkout: {
  session: Stripe.Checkout.Session
  payment_intent: Stripe.PaymentIntent | null
}): Paid {
  const { session, payment_intent } = checkout
  return {
    payment: payment_intent?.id ?? session.id,
    total: session.amount_total ?? Number.NaN,
  }
}

/**
 * Waits for the order of each payment, and sees that it is whole: paid to the cent, with one Medusa
 * payment and one reservation a line. Whether there is a second one, the count of orders says.
 *
 * @param seed named where something is wrong
 * @returns the orders' ids
 */
export async function expectWholeOrders(
  shop: Shop,
  paid: readonly Paid[],
  seed: number
): Promise<string[]> {
  return inLanes(4, paid, async ({ payment, total }) => {
    const { order_id, issues } = await waitFor(
      `the order of ${payment} (seed ${seed})`,
      () => importedPayment(shop, payment),
      90_000
    )
    const order = await readOrder(shop, order_id ?? "")
    const payments = order.payment_collections.flatMap(
      (collection) => collection.payments ?? []
    )
    const reservations = await readReservations(shop, order)
    expect({
      payment,
      seed,
      issues,
      total: fromMajor(order.total, order.currency_code),
      status: order.payment_status,
      medusaPayments: payments.length,
      reservedLines: reservations.map((row) => row.line_item_id).sort(),
    }).toEqual({
      payment,
      seed,
      issues: [],
      total,
      status: total > 0 ? "captured" : order.payment_status,
      // Where nothing was to be paid there is none.
      medusaPayments: total > 0 ? 1 : 0,
      reservedLines: order.items.map((item) => item.id).sort(),
    })
    return order.id
  })
}

/** Levels whose reserved quantity is not the sum of their reservations. */
export async function levelsThatDisagree(shop: Shop): Promise<unknown[]> {
  const { rows } = await shop.db.query<Record<string, unknown>>(
    `SELECT level.inventory_item_id, level.reserved_quantity, sum(item.quantity)
     FROM inventory_level AS level
     LEFT JOIN reservation_item AS item
       ON item.inventory_item_id = level.inventory_item_id
      AND item.location_id = level.location_id
      AND item.deleted_at IS NULL
     WHERE level.deleted_at IS NULL
     GROUP BY level.id
     HAVING level.reserved_quantity <> coalesce(sum(item.quantity), 0)`
  )
  return rows
}
