import type { CreateOrderShippingMethodDTO } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { MathBN } from "@medusajs/framework/utils"
import {
  minorUnitExponent,
  toMajorText,
  toMinorAmount,
} from "../../../lib/money"
import { planShippingAddress } from "./plan-address"
import {
  type StorefrontContext,
  chooseShippingOption,
} from "./storefront-context"
import {
  type StripeAmounts,
  isTaxInclusive,
  planTaxLines,
  sumOfTaxes,
  taxInsideOfMixed,
} from "./tax-lines"

type PlannedShippingMethod = Omit<CreateOrderShippingMethodDTO, "order_id">

/** The shipping the customer chose, with Stripe's amounts; none where the session asked for none. */
export function planShippingMethods(
  session: Stripe.Checkout.Session,
  currency: string,
  context: StorefrontContext
): PlannedShippingMethod[] {
  const cost = session.shipping_cost
  if (!cost) {
    return []
  }
  const rate =
    typeof cost.shipping_rate === "object" ? cost.shipping_rate : null
  const name = rate?.display_name ?? "Shipping"
  const option = chooseShippingOption(
    context.shippingOptions,
    name,
    planShippingAddress(session)?.country_code ?? null
  )
  const amounts = amountsOf(cost)
  const taxes = cost.taxes ?? []
  const price = amounts.subtotal - taxInsideOfMixed(amounts, taxes)
  return [
    {
      name,
      amount: toMajorText(toMinorAmount(price), currency),
      is_tax_inclusive: isTaxInclusive(amounts),
      ...(option ? { shipping_option_id: option.id } : {}),
      data: {},
      tax_lines: planTaxLines(amounts, taxes),
      adjustments: planAdjustments(amounts, currency),
    },
  ] as PlannedShippingMethod[]
}

/**
 * Unlike a line's, a discount on shipping cannot hold tax in Medusa: where the price does, it is
 * given without its share.
 */
function planAdjustments(amounts: StripeAmounts, currency: string) {
  const { discount, tax, total } = amounts
  if (discount === 0) {
    return []
  }
  const share = isTaxInclusive(amounts) ? MathBN.div(total - tax, total) : 1
  const minor = MathBN.mult(discount, share)
  return [
    {
      code: "stripe-discount",
      description: "Discount on shipping",
      amount: MathBN.div(minor, 10 ** minorUnitExponent(currency)).toString(),
    },
  ]
}

/**
 * Stripe names no discount on shipping; it is what is missing in the total. Where Stripe does not
 * say which tax is inside the price, and as much is missing as the tax comes to, the tax is.
 */
function amountsOf(cost: Stripe.Checkout.Session.ShippingCost): StripeAmounts {
  const {
    amount_subtotal: subtotal,
    amount_tax: tax,
    amount_total: total,
    taxes = [],
  } = cost
  const isSaid = taxes.length > 0 && sumOfTaxes(taxes) === tax
  const onTop = sumOfTaxes(taxes.filter(({ rate }) => !rate.inclusive))
  const asSaid = subtotal + onTop - total
  const asItSeems = total === subtotal ? 0 : subtotal + tax - total
  const discount = Math.max(0, isSaid ? asSaid : asItSeems)
  return { subtotal, tax, total, discount }
}
