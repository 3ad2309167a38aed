import type Stripe from "stripe"

/**
 * A Price as it travels: decimals are text in Stripe's JSON, and the client turns them into
 * Decimal objects only after it has read them.
 */
export type WirePrice = Omit<
  Stripe.Price,
  "unit_amount_decimal" | "currency_options" | "tiers"
> & {
  unit_amount_decimal: string | null
}

/** A Checkout Session's line item as it travels, without what has to be asked for by `expand`. */
export type WireLineItem = Omit<
  Stripe.LineItem,
  "price" | "discounts" | "taxes"
> & {
  price: WirePrice
}

/** A line item with what `expand` adds to it. */
export interface SessionLine {
  /** The line item's id. */
  id: string
  item: WireLineItem
  discounts: Stripe.LineItem.Discount[]
  taxes: Stripe.LineItem.Tax[]
}

/** What belongs to a Checkout Session, but is part of its answers only when asked for. */
export interface SessionDetails {
  /** The Checkout Session's id. */
  id: string
  lineIds: string[]
  shippingTaxes: Stripe.Checkout.Session.ShippingCost.Tax[]
  /** Goes to the PaymentIntent that the session makes. */
  paymentIntent: { metadata: Stripe.Metadata; description: string | null }
}

/** A list in Stripe's shape. */
export interface WireList<T> {
  object: "list"
  url: string
  has_more: boolean
  data: T[]
}
