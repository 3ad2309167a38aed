import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

export interface CustomerInput {
  email?: string | null
  name?: string | null
  phone?: string | null
  description?: string | null
  address?: Stripe.Address | null
  shipping?: Stripe.Customer.Shipping | null
  metadata?: Stripe.Metadata
}

/** A Customer in Stripe's shape. */
export function buildCustomer(input: CustomerInput): Stripe.Customer {
  return {
    id: newId("cus_", 14),
    object: "customer",
    address: input.address ?? null,
    balance: 0,
    created: nowSeconds(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: input.description ?? null,
    discount: null,
    email: input.email ?? null,
    invoice_prefix: newId("", 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: input.metadata ?? {},
    name: input.name ?? null,
    next_invoice_sequence: 1,
    phone: input.phone ?? null,
    preferred_locales: [],
    shipping: input.shipping ?? null,
    tax_exempt: "none",
    test_clock: null,
  }
}
