import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"
import type { WirePrice } from "./wire"

export interface PriceInput {
  id?: string
  product: string
  /** Minor units of `currency`. */
  unit_amount: number
  currency: string
  active?: boolean
  nickname?: string | null
  lookup_key?: string | null
  metadata?: Stripe.Metadata
}

/** A one-time Price in Stripe's shape. */
export function buildPrice(input: PriceInput): WirePrice {
  return {
    id: input.id ?? newId("price_1"),
    object: "price",
    active: input.active ?? true,
    billing_scheme: "per_unit",
    created: nowSeconds(),
    currency: input.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: input.lookup_key ?? null,
    metadata: input.metadata ?? {},
    nickname: input.nickname ?? null,
    product: input.product,
    recurring: null,
    tax_behavior: "exclusive",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: input.unit_amount,
    unit_amount_decimal: String(input.unit_amount),
  }
}
