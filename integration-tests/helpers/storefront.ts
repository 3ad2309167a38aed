import { findSellable } from "../../scripts/seed/catalog"
import type { CheckoutOptions } from "../../scripts/stripe-stand-in"
import type { StorefrontPaymentDetailResponse } from "../../src/types/storefront-payments"
import type { Shop } from "./shop"
import { waitFor } from "./wait-for"

type CheckoutItem = CheckoutOptions["items"][number]

/** A line of the storefront's cart for a size of the demo catalogue. */
export function cartItem(sku: string, quantity = 1): CheckoutItem {
  const found = findSellable(sku)
  return {
    stripe_price_id: found.stripePriceId,
    legacy_product_id: found.legacyProductId,
    name: found.name,
    size: found.size,
    color: found.color,
    category: found.style.category.toLowerCase(),
    unit_amount: found.unitAmount,
    quantity,
  }
}

/**
 * Waits until a payment has become an order, and reads it as staff would.
 *
 * @throws Error that says where its events stand
 */
export async function importedPayment(
  shop: Shop,
  payment: string,
  timeoutMs?: number
): Promise<StorefrontPaymentDetailResponse["payment"]> {
  const look = async () => {
    const { payment: found } =
      await shop.admin<StorefrontPaymentDetailResponse>(
        `/admin/storefront/payments/${payment}`
      )
    return found.order_id !== null && found
  }
  return waitFor(`the order of ${payment}`, look, timeoutMs).catch(
    async (error: unknown) => {
      const { rows } = await shop.db.query<object>(
        `SELECT type, state, attempt, outcome_code, outcome_message,
                round(extract(epoch FROM run_at - clock_timestamp())) AS due_in_s
         FROM stripe_event WHERE payment = $1 ORDER BY id`,
        [payment]
      )
      throw new Error(
        `No order of ${payment}: its events are ${JSON.stringify(rows)}`,
        { cause: error }
      )
    }
  )
}

/** Waits until no event is left to be worked off. */
export async function inboxAtRest(
  shop: Shop,
  timeoutMs?: number
): Promise<void> {
  await shop.stripe.idle()
  await waitFor(
    "the inbox to be worked off",
    async () => {
      const { rows } = await shop.db.query<{ open: string }>(
        "SELECT count(*) AS open FROM stripe_event WHERE state IN ('pending', 'running')"
      )
      return rows[0]?.open === "0"
    },
    timeoutMs
  )
}

/** The number the old storefront shows for a size. */
export async function legacyQuantity(shop: Shop, sku: string): Promise<number> {
  const { rows } = await shop.legacy.query<{ inventory_quantity: number }>(
    "SELECT inventory_quantity FROM product_variants WHERE sku = $1",
    [sku]
  )
  return rows[0]?.inventory_quantity ?? Number.NaN
}

/** What Medusa would sell of a size: stocked less reserved, over all locations. */
export async function medusaQuantity(shop: Shop, sku: string): Promise<number> {
  const { rows } = await shop.db.query<{ available: string }>(
    `SELECT sum(level.stocked_quantity - level.reserved_quantity) AS available
     FROM product_variant AS variant
     JOIN product_variant_inventory_item AS part ON part.variant_id = variant.id
     JOIN inventory_level AS level ON level.inventory_item_id = part.inventory_item_id
     WHERE variant.sku = $1`,
    [sku]
  )
  return Number(rows[0]?.available)
}

/** Stocks sizes so well that no sale in a test is one too many. */
export async function fillShelves(
  shop: Shop,
  skus: readonly string[]
): Promise<void> {
  await shop.db.query(
    `UPDATE inventory_level AS level
     SET stocked_quantity = 1000,
         raw_stocked_quantity = '{"value": "1000", "precision": 20}'
     FROM product_variant_inventory_item AS part
     JOIN product_variant AS variant ON variant.id = part.variant_id
     WHERE level.inventory_item_id = part.inventory_item_id AND variant.sku = ANY($1)`,
    [skus]
  )
}
