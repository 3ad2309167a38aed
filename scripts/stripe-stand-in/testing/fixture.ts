import Stripe from "stripe"
import {
  startStripeStandIn,
  type StripeStandIn,
  type StripeStandInOptions,
} from ".."
import type { CheckoutOptions } from "../storefront/options"

export const API_KEY = "sk_test_stand_in"
export const WEBHOOK_SECRET = "whsec_stand_in"

/** A stand-in for one test file; retries are quick. */
export function startForTest(
  options: Partial<StripeStandInOptions> = {}
): Promise<StripeStandIn> {
  return startStripeStandIn({
    apiKey: API_KEY,
    webhookSecret: WEBHOOK_SECRET,
    retry: { delayMs: 1 },
    ...options,
  })
}

/** The real client, pointed at the stand-in; it tries once unless told. */
export function clientFor(
  standIn: StripeStandIn,
  config: Stripe.StripeConfig = {}
): Stripe {
  const { hostname, port } = new URL(standIn.url)
  return new Stripe(API_KEY, {
    host: hostname,
    port: Number(port),
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
    ...config,
  })
}

/** One suit, bought by card. */
export function suitCheckout(
  overrides: Partial<CheckoutOptions> = {}
): CheckoutOptions {
  return {
    kind: "ad_hoc",
    items: [
      {
        legacy_product_id: "suit-black",
        name: "Black Suit (2-Piece)",
        size: "40R",
        color: "Black",
        quantity: 1,
        unit_amount: 17_999,
      },
    ],
    ...overrides,
  }
}

/** The id of the payment that a checkout made. */
export function paymentOf({
  payment_intent,
}: {
  payment_intent: Stripe.PaymentIntent | null
}): string {
  if (!payment_intent) {
    throw new Error("The checkout made no payment")
  }
  return payment_intent.id
}
