import type {
  CheckoutSession,
  LineItem,
  StripeAddress,
  StripeShipping,
} from "./stripe-shapes.ts"

/** What `POST /admin/orders` is sent. Amounts are in minor units, as Stripe gives them. */
export type OrderBody = {
  customer_id?: string
  email?: string
  items: OrderItem[]
  payment_info: { stripe_payment_id: string; amount: number; currency?: string }
  shipping_address?: {
    name?: string
    phone?: string
    address?: Partial<Record<keyof StripeAddress, string>>
  }
}

/** A hint of what was bought; amounts come from Stripe. */
export type OrderItem = {
  variant_id?: string
  product_id?: string
  sku?: string
  size?: string
  stripe_price_id?: string
  name?: string
  quantity: number
  unit_price?: number
}

/** As many as Medusa takes; it asks Stripe for all of them anyway. */
const MAX_ITEMS = 200
const MAX_TEXT = 500
const EMAIL = /^[^\s@]+@[^\s@]+$/

/** What a payment goes by: its PaymentIntent, or the session where nothing was to be paid. */
export function paymentOf({ id, payment_intent }: CheckoutSession): string {
  return idOf(payment_intent) ?? id
}

/**
 * What Medusa is told of a paid Checkout Session.
 *
 * @param lines of the session, as far as they were fetched; price and product may be expanded
 */
export function orderBody(
  session: CheckoutSession,
  lines: readonly LineItem[] = []
): OrderBody {
  const items = lines.slice(0, MAX_ITEMS).map(orderItem)
  const email = text(session.customer_details?.email ?? session.customer_email)
  return withoutGaps({
    customer_id: idOf(session.customer),
    email: email && EMAIL.test(email) ? email : undefined,
    // Medusa wants one at least; with none it goes by what Stripe says alone.
    items: items.length > 0 ? items : [{ quantity: 0 }],
    payment_info: withoutGaps({
      stripe_payment_id: paymentOf(session),
      amount: session.amount_total ?? 0,
      currency: text(session.currency),
    }),
    shipping_address: shippingAddress(
      session.collected_information?.shipping_details ??
        session.shipping_details
    ),
  })
}

function orderItem({ description, quantity, price }: LineItem): OrderItem {
  const metadata = { ...metadataOf(price?.product), ...price?.metadata }
  return withoutGaps({
    variant_id: text(metadata.medusa_variant_id),
    product_id: text(metadata.product_id),
    sku: text(metadata.sku),
    size: text(metadata.size),
    stripe_price_id: price?.id,
    name: text(description),
    quantity: quantity ?? 0,
    unit_price: price?.unit_amount ?? undefined,
  })
}

/** A product has metadata where it was expanded, and is an id where it was not. */
function metadataOf(product: unknown): Record<string, string> {
  if (typeof product !== "object" || product === null) {
    return {}
  }
  const { metadata } = product as { metadata?: Record<string, string> | null }
  return metadata ?? {}
}

function shippingAddress(
  shipping: StripeShipping | null | undefined
): OrderBody["shipping_address"] {
  const { line1, line2, city, state, postal_code, country } =
    shipping?.address ?? {}
  const address = withoutGaps({
    line1: text(line1),
    line2: text(line2),
    city: text(city),
    state: text(state),
    postal_code: text(postal_code),
    country: text(country),
  })
  return Object.keys(address).length === 0
    ? undefined
    : withoutGaps({
        name: text(shipping?.name),
        phone: text(shipping?.phone),
        address,
      })
}

function idOf(
  thing: string | { id: string } | null | undefined
): string | undefined {
  return typeof thing === "string" ? thing : thing?.id
}

function text(value: string | null | undefined): string | undefined {
  const trimmed = value?.trim().slice(0, MAX_TEXT)
  return trimmed === "" ? undefined : trimmed
}

type Gapless<Fields> = {
  [Name in keyof Fields]: Fields[Name]
}

function withoutGaps<Fields extends object>(fields: Fields): Gapless<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined)
  ) as Gapless<Fields>
}
