import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

export interface ProductInput {
  id?: string
  name: string
  description?: string | null
  active?: boolean
  images?: string[]
  metadata?: Stripe.Metadata
}

/** A Product in Stripe's shape. */
export function buildProduct(input: ProductInput): Stripe.Product {
  const created = nowSeconds()
  return {
    id: input.id ?? newId("prod_", 14),
    object: "product",
    active: input.active ?? true,
    created,
    default_price: null,
    description: input.description ?? null,
    images: input.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: input.metadata ?? {},
    name: input.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "good",
    unit_label: null,
    updated: created,
    url: null,
  }
}
