/** What is read of Stripe's objects. Stripe's own types fit, of any version of its library. */

export type StripeAddress = {
  line1?: string | null
  line2?: string | null
  city?: string | null
  state?: string | null
  postal_code?: string | null
  country?: string | null
}

export type StripeShipping = {
  name?: string | null
  phone?: string | null
  address?: StripeAddress | null
}

/** https://docs.stripe.com/api/checkout/sessions/object */
export type CheckoutSession = {
  id: string
  payment_intent?: string | { id: string } | null
  payment_status?: string
  /** Minor units. */
  amount_total?: number | null
  currency?: string | null
  customer?: string | { id: string } | null
  customer_email?: string | null
  customer_details?: {
    email?: string | null
    name?: string | null
    phone?: string | null
    address?: StripeAddress | null
  } | null
  /** Where older API versions have the address. */
  shipping_details?: StripeShipping | null
  /** Where newer ones have it. */
  collected_information?: { shipping_details?: StripeShipping | null } | null
}

/** https://docs.stripe.com/api/checkout/sessions/line_items */
export type LineItem = {
  description?: string | null
  quantity?: number | null
  price?: {
    id: string
    /** Minor units. */
    unit_amount?: number | null
    metadata?: Record<string, string> | null
    product?: unknown
  } | null
}
