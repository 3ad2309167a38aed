import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

/** A shipping option; `amount` in minor units of `currency`, days are business days. */
export function buildShippingRate(input: {
  display_name: string
  amount: number
  currency: string
  days?: { minimum: number; maximum: number }
  metadata?: Stripe.Metadata
}): Stripe.ShippingRate {
  const estimate = input.days && {
    minimum: { unit: "business_day", value: input.days.minimum },
    maximum: { unit: "business_day", value: input.days.maximum },
  }
  return {
    id: newId("shr_1"),
    object: "shipping_rate",
    active: true,
    created: nowSeconds(),
    delivery_estimate: estimate ?? null,
    display_name: input.display_name,
    fixed_amount: { amount: input.amount, currency: input.currency },
    livemode: false,
    metadata: input.metadata ?? {},
    tax_behavior: "exclusive",
    tax_code: "txcd_92010001",
    type: "fixed_amount",
  }
}
