import type { CreateOrderAddressDTO } from "@medusajs/framework/types"
import type Stripe from "stripe"

/** Who and where, as Stripe keeps it in several places. */
type StripeRecipient = {
  name?: string | null
  phone?: string | null
  address?: Stripe.Address | null
}

/** Sessions as API versions before 2025-03-31 have them (https://docs.stripe.com/changelog/basil). */
type OlderSession = { shipping_details?: StripeRecipient | null }

/**
 * Where to send the order: the shipping address the customer gave, which newer API versions keep in
 * `collected_information` and older ones beside it, else the one handed on to the PaymentIntent;
 * null where none was collected.
 */
export function planShippingAddress(
  session: Stripe.Checkout.Session
): CreateOrderAddressDTO | null {
  const shipping =
    session.collected_information?.shipping_details ??
    (session as OlderSession).shipping_details ??
    shippingOfIntent(session)
  return shipping ? toAddress(shipping, session.customer_details?.phone) : null
}

function shippingOfIntent({
  payment_intent: intent,
}: Stripe.Checkout.Session): StripeRecipient | null {
  const shipping = typeof intent === "object" ? intent?.shipping : null
  return shipping?.address ? shipping : null
}

/** Whom to bill: what the customer gave with the card, else the customer's own details. */
export function planBillingAddress(
  session: Stripe.Checkout.Session
): CreateOrderAddressDTO | null {
  const intent = session.payment_intent
  const charge = typeof intent === "object" ? intent?.latest_charge : null
  const billing = typeof charge === "object" ? charge?.billing_details : null
  const recipient = billing?.address?.country
    ? billing
    : session.customer_details
  return recipient
    ? toAddress(recipient, session.customer_details?.phone)
    : null
}

/** What is missing for a parcel to arrive, in the customer's words. */
export function missingInAddress(
  address: CreateOrderAddressDTO | null
): string[] {
  if (!address) {
    return ["the whole address"]
  }
  const needed = {
    name: address.last_name ?? address.first_name,
    street: address.address_1,
    city: address.city,
    country: address.country_code,
  }
  return Object.entries(needed)
    .filter(([, value]) => !value)
    .map(([name]) => name)
}

function toAddress(
  { name, phone, address }: StripeRecipient,
  fallbackPhone: string | null | undefined
): CreateOrderAddressDTO {
  const { first, last } = splitName(name)
  return withoutEmpty({
    first_name: first,
    last_name: last,
    phone: phone ?? fallbackPhone,
    address_1: address?.line1,
    address_2: address?.line2,
    city: address?.city,
    province: address?.state,
    postal_code: address?.postal_code,
    country_code: address?.country?.toLowerCase(),
  })
}

/** Stripe keeps one name, Medusa two: the last word is the last name. */
export function splitName(name: string | null | undefined): {
  first: string | null
  last: string | null
} {
  const words = (name ?? "").trim().split(/\s+/).filter(Boolean)
  const last = words.length > 1 ? words.pop() : null
  return { first: words.join(" ") || null, last: last ?? null }
}

function withoutEmpty<T extends Record<string, string | null | undefined>>(
  fields: T
): { [K in keyof T]?: string } {
  const entries = Object.entries(fields).filter(([, value]) => value)
  return Object.fromEntries(entries) as { [K in keyof T]?: string }
}
