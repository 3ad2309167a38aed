import type Stripe from "stripe"
import type { LineDraft, SessionDraft } from "../actions/create-session"
import { invalidParameter } from "../errors"
import { chargeableStep, decimalsOf } from "../money/currency"
import { buildShippingRate } from "../objects/shipping-rate"
import type { Store } from "../store"
import {
  adHocLine,
  adHocMetadata,
  expressLine,
  expressMetadata,
} from "./ad-hoc-items"
import type { Checkout, CheckoutItem } from "./options"
import { pricedLine, pricedMetadata } from "./priced-items"

const SHOP_URL = "https://storefront.example"
export const SHIPPING_NAMES = {
  free: "Free shipping",
  express: "Express shipping",
} as const

/** One of the shop's three kinds of Checkout Session, as its storefront asks Stripe for it. */
export function draftCheckout(store: Store, checkout: Checkout): SessionDraft {
  const { lines, metadata } = kindOf(store, checkout)
  const step = chargeableStep(checkout.currency)
  if (lines.some((line) => (line.price.unit_amount ?? 0) % step !== 0)) {
    throw invalidParameter(
      `Amounts in ${checkout.currency} must be multiples of ${step}.`,
      "unit_amount"
    )
  }
  return {
    currency: checkout.currency,
    lines,
    metadata: { ...metadata, ...checkout.metadata },
    customer: null,
    customer_email: null,
    client_reference_id: null,
    payment_method_types: paymentMethodTypes(checkout),
    shipping_options: shippingOptions(store, checkout),
    custom_fields: checkout.kind === "ad_hoc" ? [giftMessageField()] : [],
    promotion: null,
    payment_intent: { metadata: {}, description: null },
    automatic_tax: true,
    allow_promotion_codes: true,
    shipping_countries: [...new Set(["US", "CA", checkout.country])],
    collect_phone: true,
    success_url: `${SHOP_URL}/checkout/success?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${SHOP_URL}/cart`,
    ...(checkout.created && { created: checkout.created }),
  }
}

function kindOf(
  store: Store,
  checkout: Checkout
): { lines: LineDraft[]; metadata: Stripe.Metadata } {
  const { items, currency } = checkout
  switch (checkout.kind) {
    case "priced": {
      const lines = items.map((item) => pricedLine(store, item, currency))
      return { lines, metadata: pricedMetadata(checkout, lines) }
    }
    case "ad_hoc": {
      const lines = items.map((item) => adHocLine(store, item, currency))
      return { lines, metadata: adHocMetadata(checkout) }
    }
    case "express": {
      const item = onlyItem(items)
      const line = item.stripe_price_id
        ? pricedLine(store, item, currency)
        : expressLine(store, item, currency)
      return { lines: [line], metadata: expressMetadata(item) }
    }
  }
}

function onlyItem(items: readonly CheckoutItem[]): CheckoutItem {
  const [item, ...others] = items
  if (!item || others.length > 0) {
    throw invalidParameter("An express checkout has exactly one item.", "items")
  }
  return item
}

function paymentMethodTypes({ payment, country }: Checkout): string[] {
  const delayed = country === "CA" ? "acss_debit" : "us_bank_account"
  return payment === "delayed" ? ["card", "link", delayed] : ["card", "link"]
}

/** Both options are offered wherever shipping is chosen at all; «Express» costs 15.00. */
function shippingOptions(
  store: Store,
  { kind, shipping, currency }: Checkout
): Stripe.Checkout.Session.ShippingOption[] {
  if (!shipping && (kind !== "ad_hoc" || shipping === null)) {
    return []
  }
  const expressAmount = decimalsOf(currency) === 3 ? 15_000 : 1_500
  const options = [
    {
      display_name: SHIPPING_NAMES.free,
      amount: 0,
      days: { minimum: 5, maximum: 7 },
    },
    {
      display_name: SHIPPING_NAMES.express,
      amount: expressAmount,
      days: { minimum: 1, maximum: 2 },
    },
  ]
  return options.map((option) => {
    const rate = store.shippingRates.put(
      buildShippingRate({ ...option, currency })
    )
    return { shipping_amount: option.amount, shipping_rate: rate.id }
  })
}

function giftMessageField(): Stripe.Checkout.Session.CustomField {
  return {
    key: "gift_message",
    label: { type: "custom", custom: "Gift message (optional)" },
    optional: true,
    text: {
      default_value: null,
      maximum_length: 200,
      minimum_length: null,
      value: null,
    },
    type: "text",
  }
}
