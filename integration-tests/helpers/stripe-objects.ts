import Stripe from "stripe"
import { buildCharge } from "../../scripts/stripe-stand-in/objects/charge"
import { buildCheckoutSession } from "../../scripts/stripe-stand-in/objects/checkout-session"
import { buildPaymentIntent } from "../../scripts/stripe-stand-in/objects/payment-intent"
import {
  NO_BILLING_DETAILS,
  buildPaymentMethod,
} from "../../scripts/stripe-stand-in/objects/payment-method"
import { buildPrice } from "../../scripts/stripe-stand-in/objects/price"
import { buildProduct } from "../../scripts/stripe-stand-in/objects/product"
import { buildTaxRate } from "../../scripts/stripe-stand-in/objects/tax-rate"

/*
 * Objects in Stripe's own shape for tests, complete but for what the test says. Amounts are minor
 * units; ids are short and readable.
 */

export const STREET: Stripe.Address = {
  line1: "1420 Portage St",
  line2: "Apt 3",
  city: "Kalamazoo",
  state: "MI",
  postal_code: "49001",
  country: "US",
}

/** A Checkout Session that has been paid: one line of $106.00, sent to Michigan. */
export function paidSession(
  overrides: Partial<Stripe.Checkout.Session> = {}
): Stripe.Checkout.Session {
  const blank = buildCheckoutSession({
    currency: "usd",
    metadata: {},
    customer: null,
    customer_email: null,
    client_reference_id: null,
    payment_method_types: ["card"],
    shipping_options: [],
    custom_fields: [],
    discounts: [],
    automatic_tax: true,
    allow_promotion_codes: true,
    shipping_countries: ["US", "CA"],
    collect_phone: true,
    success_url: null,
    cancel_url: null,
  })
  return {
    ...blank,
    id: "cs_test_1",
    amount_subtotal: 10_000,
    amount_total: 10_600,
    collected_information: shippingTo(STREET),
    customer_details: customerDetails(),
    payment_intent: "pi_1",
    payment_status: "paid",
    status: "complete",
    ...overrides,
  }
}

export function customerDetails(
  overrides: Partial<Stripe.Checkout.Session.CustomerDetails> = {}
): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: STREET,
    business_name: null,
    email: "grace@example.com",
    individual_name: null,
    name: "Grace Brewster Hopper",
    phone: "+12695550100",
    tax_exempt: "none",
    tax_ids: [],
    ...overrides,
  }
}

export function shippingTo(
  address: Stripe.Address,
  name = "Grace Brewster Hopper"
): Stripe.Checkout.Session.CollectedInformation {
  return {
    business_name: null,
    individual_name: null,
    shipping_details: { name, address },
  }
}

export function stripeProduct(
  overrides: Partial<Stripe.Product> = {}
): Stripe.Product {
  return {
    ...buildProduct({ id: "prod_1", name: "Black Suit" }),
    ...overrides,
  }
}

export function stripePrice(
  overrides: Partial<Stripe.Price> = {}
): Stripe.Price {
  const { unit_amount_decimal: _, ...price } = buildPrice({
    id: "price_1",
    product: "prod_1",
    unit_amount: 10_000,
    currency: "usd",
  })
  return { ...price, unit_amount_decimal: null, ...overrides }
}

/** One line of $100.00 and $6.00 of tax on top, with its price's product expanded. */
export function lineItem(
  overrides: Partial<Stripe.LineItem> = {}
): Stripe.LineItem {
  return {
    id: "li_1",
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: 10_000,
    amount_tax: 600,
    amount_total: 10_600,
    currency: "usd",
    description: "Black Suit (2-Piece)",
    metadata: {},
    price: stripePrice({ product: stripeProduct() }),
    quantity: 1,
    ...overrides,
  }
}

/** One of the taxes of a line or of the shipping. */
export function stripeTax(
  amount: number,
  rate: Partial<Stripe.TaxRate> = {}
): Stripe.LineItem.Tax {
  return {
    amount,
    rate: {
      ...buildTaxRate({ country: "US", state: "MI", percentage: 6 }),
      id: "txr_1",
      ...rate,
    },
    taxability_reason: "standard_rated",
    taxable_amount: null,
  }
}

export function paymentIntent(
  overrides: Partial<Stripe.PaymentIntent> = {}
): Stripe.PaymentIntent {
  return {
    ...buildPaymentIntent({ amount: 10_600, currency: "usd" }),
    id: "pi_1",
    status: "succeeded",
    ...overrides,
  }
}

/** What collecting a PaymentIntent by card made. */
export function charge(overrides: Partial<Stripe.Charge> = {}): Stripe.Charge {
  return {
    ...buildCharge({
      intent: paymentIntent(),
      method: buildPaymentMethod("card", NO_BILLING_DETAILS, null),
      status: "succeeded",
      captured: true,
    }),
    id: "ch_1",
    ...overrides,
  }
}

type EventOf<Type extends Stripe.Event["type"]> = Extract<
  Stripe.Event,
  { type: Type }
>

/** An event with the object that Stripe sends for its type. */
export function stripeEvent<Type extends Stripe.Event["type"]>(
  type: Type,
  object: EventOf<Type>["data"]["object"]
): Stripe.Event {
  const event: Stripe.EventBase = {
    id: "evt_1",
    object: "event",
    api_version: Stripe.API_VERSION,
    created: 1_795_000_000,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  }
  // Stripe's union pairs each type with its object; the signature above has seen to it.
  return event as Stripe.Event
}
