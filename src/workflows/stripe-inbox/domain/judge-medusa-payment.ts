/** Where a payment of Medusa's own checkout stands. */
export type MedusaPaymentFacts = {
  /** Null where the payment is not a cart's: staff may ask for one on an order. */
  cart_id: string | null
  /** The order that the cart became. */
  order_id: string | null
  /** Whether Medusa has given money of it back. */
  refunded: boolean
}

/**
 * Whether a payment has come to what it was made for.
 *
 * - `settled`: its cart is an order, or it has no cart.
 * - `open`: it is paid or authorised and its cart is no order yet.
 * - `given_back`: the cart could not become an order, and Medusa has refunded it. Completing the
 *   cart again would make an order that nobody has paid for.
 */
export function judgeMedusaPayment(
  facts: MedusaPaymentFacts
): "settled" | "open" | "given_back" {
  if (!facts.cart_id || facts.order_id) {
    return "settled"
  }
  return facts.refunded ? "given_back" : "open"
}
