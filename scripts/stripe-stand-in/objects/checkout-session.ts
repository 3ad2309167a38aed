import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

const DAY = 24 * 60 * 60

export interface CheckoutSessionInput {
  currency: string
  metadata: Stripe.Metadata
  customer: string | null
  customer_email: string | null
  client_reference_id: string | null
  payment_method_types: string[]
  shipping_options: Stripe.Checkout.Session.ShippingOption[]
  custom_fields: Stripe.Checkout.Session.CustomField[]
  discounts: Stripe.Checkout.Session.Discount[]
  automatic_tax: boolean
  allow_promotion_codes: boolean | null
  shipping_countries: string[] | null
  collect_phone: boolean
  success_url: string | null
  cancel_url: string | null
  created?: number
  expires_at?: number
}

/** A Checkout Session that is open: nothing collected, nothing paid, amounts not set yet. */
export function buildCheckoutSession(
  input: CheckoutSessionInput
): Stripe.Checkout.Session {
  const id = newId("cs_test_a1", 56)
  const created = input.created ?? nowSeconds()
  return {
    ...UNUSED_FEATURES,
    id,
    object: "checkout.session",
    allow_promotion_codes: input.allow_promotion_codes,
    amount_subtotal: null,
    amount_total: null,
    automatic_tax: automaticTax(input.automatic_tax),
    cancel_url: input.cancel_url,
    client_reference_id: input.client_reference_id,
    created,
    currency: input.currency,
    custom_fields: input.custom_fields,
    customer: input.customer,
    customer_creation: input.customer ? null : "if_required",
    customer_details: null,
    customer_email: input.customer_email,
    discounts: input.discounts,
    expires_at: input.expires_at ?? created + DAY,
    metadata: input.metadata,
    payment_intent: null,
    payment_method_types: input.payment_method_types,
    payment_status: "unpaid",
    phone_number_collection: { enabled: input.collect_phone },
    shipping_address_collection: shippingCollection(input.shipping_countries),
    shipping_cost: null,
    shipping_options: input.shipping_options,
    status: "open",
    success_url: input.success_url,
    total_details: null,
    url: `https://checkout.stripe.com/c/pay/${id}`,
  }
}

/** What the shop's storefront never uses; Stripe's answers carry it all the same. */
const UNUSED_FEATURES = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allowed_payment_method_types: null,
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer_account: null,
  integration_identifier: null,
  invoice: null,
  invoice_creation: {
    enabled: false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: null,
      metadata: {},
      rendering_options: null,
    },
  },
  livemode: false,
  locale: null,
  managed_payments: null,
  mode: "payment",
  origin_context: null,
  payment_link: null,
  payment_method_collection: "if_required",
  payment_method_configuration_details: null,
  payment_method_options: { card: { request_three_d_secure: "automatic" } },
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  submit_type: null,
  subscription: null,
  ui_mode: "hosted_page",
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>

function automaticTax(enabled: boolean): Stripe.Checkout.Session.AutomaticTax {
  return enabled
    ? {
        enabled,
        liability: { type: "self" },
        provider: "stripe",
        status: "requires_location_inputs",
      }
    : { enabled, liability: null, provider: null, status: null }
}

function shippingCollection(
  countries: string[] | null
): Stripe.Checkout.Session.ShippingAddressCollection | null {
  return countries && { allowed_countries: countries }
}
