import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

/** The rate that automatic tax found for an address; `percentage` is 8.25 for 8.25 %. */
export function buildTaxRate(input: {
  country: string | null
  state: string | null
  percentage: number
  /** Whether it is part of the price; on top of it unless told. */
  inclusive?: boolean
}): Stripe.TaxRate {
  const harmonized = input.country === "CA"
  return {
    id: newId("txr_1"),
    object: "tax_rate",
    active: true,
    country: input.country,
    created: nowSeconds(),
    description: null,
    display_name: harmonized ? "HST" : "Sales Tax",
    effective_percentage: input.percentage,
    flat_amount: null,
    inclusive: input.inclusive ?? false,
    jurisdiction: input.state ?? input.country,
    jurisdiction_level: input.state ? "state" : "country",
    livemode: false,
    metadata: {},
    percentage: input.percentage,
    rate_type: "percentage",
    state: input.state,
    tax_type: harmonized ? "hst" : "sales_tax",
  }
}
