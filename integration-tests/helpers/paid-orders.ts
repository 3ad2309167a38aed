import { fromMajor } from "../../src/lib/money"
import { medusaPaymentOf } from "./buy"
import { readOrder, readReservations } from "./order"
import type { Shop } from "./shop"
import { cartItem, importedPayment } from "./storefront"
import { type Paid, paidOf } from "./whole-orders"

/** A customer pays for one piece. */
export function pay(
  shop: Shop,
  sku: string,
  options: { duplicate?: number } = {}
): Paid {
  return paidOf(
    shop.stripe.storefront.checkout({
      kind: "priced",
      items: [cartItem(sku)],
      ...options,
    })
  )
}

/**
 * Waits for a payment's order, and expects all of it once: its total, one captured payment, one
 * reservation, and no question.
 *
 * @param seed names the run where something is missing
 */
export async function expectWholeOrder(
  shop: Shop,
  { payment, total }: Paid,
  { seed, timeoutMs }: { seed?: number; timeoutMs?: number } = {}
): Promise<void> {
  const { order_id, issues } = await importedPayment(shop, payment, timeoutMs)
  expect({ payment, seed, issues }).toEqual({ payment, seed, issues: [] })
  const order = await readOrder(shop, order_id ?? "")
  expect(fromMajor(order.total, order.currency_code)).toBe(total)
  expect(order.payment_status).toBe("captured")
  expect(order.payment_collections).toHaveLength(1)
  expect(medusaPaymentOf(order).id).toBeTruthy()
  expect(await readReservations(shop, order)).toHaveLength(1)
}
