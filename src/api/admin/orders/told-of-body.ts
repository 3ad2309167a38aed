import type {
  ToldAddress,
  ToldItem,
  ToldOfOrder,
} from "../../../modules/storefront-orders/domain/storefront-call"
import { splitName } from "../../../workflows/storefront-orders/domain/plan-address"
import { saysNothing } from "../../../workflows/storefront-orders/domain/read-size"
import type {
  StorefrontOrderAddress,
  StorefrontOrderBody,
  StorefrontOrderItem,
} from "./validators"

/** What a body says of the order beside its payment. */
export function toldOfBody(body: StorefrontOrderBody): ToldOfOrder {
  return {
    items: body.items.map(toldItem),
    email: body.email ?? null,
    shipping_address: body.shipping_address
      ? toldAddress(body.shipping_address)
      : null,
  }
}

function toldItem(item: StorefrontOrderItem): ToldItem {
  const { metadata } = item
  const productIds = [item.product_id, metadata?.product_id]
    .map((id) => firstSaid(id))
    .filter((id) => id !== null)
  return {
    // Medusa and the old storefront have variants and products under the same names.
    medusaVariantId: firstSaid(
      item.medusa_variant_id,
      metadata?.medusa_variant_id,
      item.variant_id
    ),
    legacyVariantId: firstSaid(item.variant_id, metadata?.variant_id),
    medusaProductId: productIds[0] ?? null,
    // Stripe's own product is not the old storefront's.
    productId: productIds.find((id) => !id.startsWith("prod_")) ?? null,
    productName: firstSaid(
      item.name,
      item.title,
      item.product_name,
      item.description
    ),
    size: firstSaid(item.size, metadata?.size),
    color: firstSaid(item.color, item.colour, metadata?.color),
    sku: firstSaid(item.sku, metadata?.sku),
    quantity: item.quantity > 0 ? item.quantity : null,
    stripePriceId:
      [item.stripe_price_id, item.price_id, item.price]
        .map((id) => firstSaid(id))
        .find((id) => id?.startsWith("price_")) ?? null,
  }
}

function toldAddress(told: StorefrontOrderAddress): ToldAddress {
  const place = { ...told, ...told.address }
  const { first, last } = splitName(told.name)
  const country = firstSaid(place.country_code, place.country)
  const fields = {
    first_name: firstSaid(told.first_name, told.last_name ? null : first),
    last_name: firstSaid(told.last_name, told.first_name ? null : last),
    company: firstSaid(told.company),
    address_1: firstSaid(place.address_1, place.line1),
    address_2: firstSaid(place.address_2, place.line2),
    city: firstSaid(place.city),
    province: firstSaid(place.province, place.state),
    postal_code: firstSaid(place.postal_code),
    // «United States» is no code; staff are asked for it then.
    country_code: country?.length === 2 ? country.toLowerCase() : null,
    phone: firstSaid(told.phone),
  }
  const said = Object.entries(fields).filter(([, value]) => value !== null)
  return Object.fromEntries(said)
}

/** The first that says something; «N/A» does not. */
function firstSaid(...values: unknown[]): string | null {
  const texts = values.map((value) =>
    typeof value === "number" ? String(value) : value
  )
  const said = texts.find(
    (value): value is string => typeof value === "string" && !saysNothing(value)
  )
  return said ?? null
}
