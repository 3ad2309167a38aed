import type { StorefrontPaymentResponse } from "../../types/storefront-payments"

/**
 * Where Stripe's own dashboard shows a payment.
 *
 * @returns null where nothing was charged, and Stripe has no payment to show.
 */
export function stripeDashboardUrl({
  payment_intent_id,
  livemode,
}: StorefrontPaymentResponse): string | null {
  return payment_intent_id
    ? `https://dashboard.stripe.com/${livemode ? "" : "test/"}payments/${payment_intent_id}`
    : null
}
