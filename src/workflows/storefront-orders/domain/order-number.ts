import type Stripe from "stripe"

/** Where an order's metadata keeps the storefront's own number of it. */
export const ORDER_NUMBER = "storefront_order_number"

/**
 * The storefront's own number of an order: what it wrote into the session's metadata, else the
 * reference it gave (https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-client_reference_id).
 *
 * @returns null where it gave none.
 */
export function orderNumberOf({
  metadata,
  client_reference_id,
}: Stripe.Checkout.Session): string | null {
  const candidates = [
    metadata?.order_number,
    metadata?.order_id,
    client_reference_id,
  ]
  return candidates.map((text) => text?.trim()).find(Boolean) ?? null
}
