import type { CreateOrderDTO } from "@medusajs/framework/types"
import { MathBN, decorateCartTotals } from "@medusajs/framework/utils"
import { minorUnitExponent } from "../../../lib/money"

/**
 * What Medusa will make of a planned order's lines, shipping, discounts and tax: the same
 * calculation that the admin shows, before the order is written.
 *
 * @returns minor units, rounded to a whole number.
 */
export function orderTotal(
  order: CreateOrderDTO & { currency_code?: string }
): number {
  // The calculation writes into what it is given.
  const copy = structuredClone({
    items: order.items,
    shipping_methods: order.shipping_methods,
  })
  const { total } = decorateCartTotals(copy)
  const exponent = minorUnitExponent(order.currency_code ?? "")
  return MathBN.mult(total, 10 ** exponent)
    .decimalPlaces(0)
    .toNumber()
}
