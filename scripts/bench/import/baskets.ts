import { catalog } from "../../seed/build-catalog"
import { findSellable } from "../../seed/find-sellable"
import type { CheckoutOptions } from "../../stripe-stand-in"

/** What one customer buys: the same on both sides of the measurement. */
export type Basket = {
  email: string
  lines: { sku: string; quantity: number }[]
}

const skus = catalog.flatMap(({ variants }) => variants.map(({ sku }) => sku))

/** Major units, as the shipping option costs. */
export const EXPRESS = { name: "Express shipping", amount: 15 }

/**
 * Two lines each, all over the catalogue, so that no piece is sold more often than in a shop.
 *
 * @param series another one has other customers
 */
export function basketsOf(series: string, count: number): Basket[] {
  return Array.from({ length: count }, (_, number) => ({
    email: `customer.${number}.${series}@example.com`,
    lines: [
      { sku: skuAt(number * 7), quantity: 1 },
      { sku: skuAt(number * 7 + 3), quantity: 2 },
    ],
  }))
}

function skuAt(index: number): string {
  return skus[index % skus.length] ?? ""
}

/** How the storefront sells a basket. */
export function checkoutOf({ email, lines }: Basket): CheckoutOptions {
  return {
    kind: "priced",
    items: lines.map(({ sku, quantity }) => {
      const found = findSellable(sku)
      return {
        stripe_price_id: found.stripePriceId,
        legacy_product_id: found.legacyProductId,
        name: found.name,
        size: found.size,
        color: found.color,
        unit_amount: found.unitAmount,
        quantity,
      }
    }),
    shipping: "express",
    customer: { email },
    deliver: false,
  }
}
