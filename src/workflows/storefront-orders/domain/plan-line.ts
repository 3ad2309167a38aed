import type { CreateOrderLineItemDTO } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { MathBN } from "@medusajs/framework/utils"
import { deriveId } from "../../../lib/derive-id"
import {
  minorUnitExponent,
  toMajorText,
  toMinorAmount,
} from "../../../lib/money"
import type { CatalogVariant } from "./catalog-snapshot"
import type { ItemMatch } from "./match-item"
import { metadataOfMatch } from "./metadata-of-match"
import type { StorefrontItem } from "./storefront-item"
import { titleOf } from "./line-title"
import {
  type StripeAmounts,
  isTaxInclusive,
  planTaxLines,
  taxInsideOfMixed,
} from "./tax-lines"

/** An order line with its id given: a second run makes the same one. */
export type PlannedLine = CreateOrderLineItemDTO & { id: string }

/** The id of the order line that a Stripe line item becomes. */
export function orderLineId(payment: string, lineItemId: string): string {
  return deriveId("ordli", payment, lineItemId)
}

/** One order line: Stripe's words and amounts, and Medusa's variant where it was found. */
export function planLine(
  payment: string,
  line: Stripe.LineItem,
  item: StorefrontItem,
  match: ItemMatch
): PlannedLine {
  const variant = match.kind === "matched" ? match.variant : null
  const amounts = amountsOf(line)
  return {
    id: orderLineId(payment, line.id),
    title: titleOf(item, variant),
    quantity: item.quantity,
    unit_price: unitPrice(line, item.quantity),
    is_tax_inclusive: isTaxInclusive(amounts),
    requires_shipping: true,
    is_discountable: true,
    ...(variant ? variantFields(variant) : {}),
    tax_lines: planTaxLines(amounts, line.taxes ?? []),
    adjustments: planAdjustments(line, isTaxInclusive(amounts)),
    metadata: {
      stripe_line_item_id: line.id,
      stripe_price_id: item.stripePriceId,
      ...metadataOfMatch(match.kind === "matched" ? match : null),
      storefront_size: item.size,
      storefront_color: item.color,
    },
  }
}

/** The amounts of a Stripe line item, in minor units. */
export function amountsOf(line: Stripe.LineItem): StripeAmounts {
  return {
    subtotal: line.amount_subtotal,
    discount: line.amount_discount,
    tax: line.amount_tax,
    total: line.amount_total,
  }
}

/** What an order line keeps of its variant. */
export function variantFields(
  variant: CatalogVariant
): Partial<CreateOrderLineItemDTO> {
  const { product } = variant
  return {
    variant_id: variant.id,
    variant_title: variant.title,
    variant_option_values: variant.options,
    ...(variant.sku ? { variant_sku: variant.sku } : {}),
    product_id: product.id,
    product_title: product.title,
    product_handle: product.handle,
    ...(product.subtitle ? { product_subtitle: product.subtitle } : {}),
    ...(product.description
      ? { product_description: product.description }
      : {}),
    ...(product.thumbnail ? { thumbnail: product.thumbnail } : {}),
  }
}

/** In major units. A price may have more decimal places than its currency; the sum has not. */
function unitPrice(line: Stripe.LineItem, quantity: number): string {
  const inside = taxInsideOfMixed(amountsOf(line), line.taxes ?? [])
  const minor = MathBN.div(line.amount_subtotal - inside, quantity)
  return MathBN.div(minor, 10 ** minorUnitExponent(line.currency)).toString()
}

/** @param is_tax_inclusive as the line's price is: a discount of it holds the same share of tax. */
function planAdjustments(
  line: Stripe.LineItem,
  is_tax_inclusive: boolean
): CreateOrderLineItemDTO["adjustments"] {
  if (line.amount_discount === 0) {
    return []
  }
  const adjustment = (code: string, minor: number) => ({
    code,
    amount: toMajorText(toMinorAmount(minor), line.currency),
    is_tax_inclusive,
  })
  const named = (line.discounts ?? []).filter(({ amount }) => amount > 0)
  const total = named.reduce((sum, { amount }) => sum + amount, 0)
  if (total !== line.amount_discount) {
    return [adjustment("stripe-discount", line.amount_discount)]
  }
  return named.map(({ amount, discount }) =>
    adjustment(codeOf(discount), amount)
  )
}

/** The code the customer typed, where Stripe gives it; else the coupon's or the discount's id. */
function codeOf(discount: Stripe.Discount): string {
  const { promotion_code: promotion } = discount
  if (promotion && typeof promotion === "object") {
    return promotion.code
  }
  const coupon = discount.source.coupon
  return (
    promotion ??
    (typeof coupon === "object" ? (coupon?.name ?? coupon?.id) : coupon) ??
    discount.id
  )
}
