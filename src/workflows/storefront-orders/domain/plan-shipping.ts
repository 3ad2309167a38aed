import type { CreateOrderShippingMethodDTO } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { toMajorText, toMinorAmount } from "../../../lib/money"
import {
  type StorefrontContext,
  chooseShippingOption,
} from "./storefront-context"
import { type StripeAmounts, isTaxInclusive, planTaxLines } from "./tax-lines"

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
  const country =
    session.collected_information?.shipping_details?.address.country?.toLowerCase()
  const option = chooseShippingOption(
    context.shippingOptions,
    name,
    country ?? null
  )
  const amounts = amountsOf(cost)
  return [
    {
      name,
      amount: toMajorText(toMinorAmount(amounts.subtotal), currency),
      is_tax_inclusive: isTaxInclusive(amounts),
      ...(option ? { shipping_option_id: option.id } : {}),
      data: {},
      tax_lines: planTaxLines(amounts, cost.taxes ?? []),
      ...(amounts.discount > 0
        ? {
            adjustments: [
              {
                code: "stripe-discount",
                description: "Discount on shipping",
                amount: toMajorText(toMinorAmount(amounts.discount), currency),
              },
            ],
          }
        : {}),
    },
  ] as PlannedShippingMethod[]
}

/**
 * Stripe names no discount on shipping; it is what is missing in the total. Where as much is missing
 * as the tax comes to, the tax is part of the price.
 */
function amountsOf(cost: Stripe.Checkout.Session.ShippingCost): StripeAmounts {
  const {
    amount_subtotal: subtotal,
    amount_tax: tax,
    amount_total: total,
  } = cost
  const discount = total === subtotal ? 0 : Math.max(0, subtotal + tax - total)
  return { subtotal, tax, total, discount }
}
