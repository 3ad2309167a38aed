import type Stripe from "stripe"
import { paidSession } from "./stripe-objects"

/** What the storefront writes of one item of the cart. */
export function cartEntry(
  overrides: Record<string, unknown> = {}
): Record<string, unknown> {
  return {
    productId: "suit-black",
    productName: "Black Suit (2-Piece)",
    size: "40R",
    color: "Black",
    sku: "suit-black-Black-40R",
    quantity: 1,
    price: 100,
    stripePriceId: "price_1",
    ...overrides,
  }
}

/** A session of priced items whose cart had these entries. */
export function priced(...entries: unknown[]): Stripe.Checkout.Session {
  return pricedText(JSON.stringify(entries))
}

/** The same with any text, as where Stripe cut it off. */
export function pricedText(order_details: string): Stripe.Checkout.Session {
  return paidSession({ metadata: { order_details } })
}
