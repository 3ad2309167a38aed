import type { AdminOrder } from "@medusajs/framework/types"
import type Stripe from "stripe"
import type { CheckoutOptions } from "../../scripts/stripe-stand-in"
import { fromMajor } from "../../src/lib/money"
import type { StorefrontPaymentDetailResponse } from "../../src/types/storefront-payments"
import { readOrder } from "./order"
import type { Shop } from "./shop"
import {
  importedPayment,
  inboxAtRest,
  legacyQuantity,
  medusaQuantity,
} from "./storefront"
import { waitFor } from "./wait-for"

/** What a payment came to. */
export type Purchase = {
  session: Stripe.Checkout.Session
  payment: StorefrontPaymentDetailResponse["payment"]
  order: AdminOrder
  /** The ids of its events. */
  events: string[]
}

/** Pays, and waits until the order is there and every event is worked off. */
export async function buy(
  shop: Shop,
  options: CheckoutOptions
): Promise<Purchase> {
  const { session, payment_intent, events } =
    shop.stripe.storefront.checkout(options)
  const id = payment_intent?.id ?? session.id
  await importedPayment(shop, id)
  await inboxAtRest(shop)
  // Once more: when its order was there, its events were not all worked off yet.
  const payment = await importedPayment(shop, id)
  const order = await readOrder(shop, payment.order_id ?? "")
  return { session, payment, order, events }
}

/** An amount of Medusa's in minor units, so that no rounding can hide a cent. */
export function minor(amount: unknown, currency = "usd"): number {
  return fromMajor(Number(amount), currency)
}

/** The one Medusa payment of an imported order. @throws Error where there is not exactly one */
export function medusaPaymentOf(order: AdminOrder): { id: string } {
  const payments = order.payment_collections.flatMap(
    (collection) => collection.payments ?? []
  )
  const [payment] = payments
  if (!payment || payments.length > 1) {
    throw new Error(`Order ${order.id} has ${payments.length} payments`)
  }
  return payment
}

/** Waits until the old storefront shows what Medusa would sell. */
export async function legacyFollows(shop: Shop, sku: string): Promise<void> {
  const expected = Math.max(0, await medusaQuantity(shop, sku))
  await waitFor(
    `the legacy store to say ${expected} of ${sku}`,
    async () => (await legacyQuantity(shop, sku)) === expected
  )
}
