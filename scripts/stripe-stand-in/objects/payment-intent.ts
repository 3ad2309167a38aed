import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

export interface PaymentIntentInput {
  /** Minor units of `currency`. */
  amount: number
  currency: string
  customer?: string | null
  description?: string | null
  metadata?: Stripe.Metadata
  capture_method?: string
  receipt_email?: string | null
  shipping?: Stripe.PaymentIntent.Shipping | null
  payment_method?: string | null
  payment_method_types?: string[]
  automatic_payment_methods?: Stripe.PaymentIntent.AutomaticPaymentMethods | null
  setup_future_usage?: string | null
  created?: number
}

/** A PaymentIntent that nothing has been paid on yet. */
export function buildPaymentIntent(
  input: PaymentIntentInput
): Stripe.PaymentIntent {
  const id = newId("pi_3")
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: input.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: input.automatic_payment_methods ?? null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: input.capture_method ?? "automatic_async",
    client_secret: `${id}_secret_${newId("", 25)}`,
    confirmation_method: "automatic",
    created: input.created ?? nowSeconds(),
    currency: input.currency,
    customer: input.customer ?? null,
    customer_account: null,
    description: input.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: input.payment_method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: input.payment_method_types ?? ["card"],
    payment_record: null,
    processing: null,
    receipt_email: input.receipt_email ?? null,
    review: null,
    setup_future_usage: input.setup_future_usage ?? null,
    shipping: input.shipping ?? null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: input.payment_method
      ? "requires_confirmation"
      : "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  }
}
