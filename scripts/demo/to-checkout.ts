import type { CheckoutOptions } from "../stripe-stand-in/storefront/options"
import type { Basket, BasketItem } from "./choose-basket"
import type { DemoOptions, Kind } from "./options"

export type PayOptions = Pick<
  DemoOptions,
  "country" | "duplicate" | "expressShipping"
>

/** A basket as the storefront asks Stripe for it; amounts in minor units. */
export function toCheckout(
  { kind, items }: Basket,
  { country, duplicate, expressShipping }: PayOptions
): CheckoutOptions {
  return {
    kind,
    country,
    currency: country === "CA" ? "cad" : "usd",
    items: items.map((item) => toCheckoutItem(item, kind, country)),
    duplicate,
    ...(expressShipping ? { shipping: "express" } : {}),
  }
}

/** Only a priced session names a Stripe price; the others bring name and amount. */
function toCheckoutItem(
  item: BasketItem,
  kind: Kind,
  country: "US" | "CA"
): CheckoutOptions["items"][number] {
  const inCanada = country === "CA"
  const { legacyProductId, name, size, color, quantity, style } = item
  return {
    legacy_product_id: legacyProductId,
    name,
    size,
    color,
    quantity,
    category: style.category.toLowerCase(),
    unit_amount: inCanada ? item.unitAmountCad : item.unitAmount,
    ...(kind === "priced"
      ? {
          stripe_price_id: inCanada
            ? item.stripePriceIdCad
            : item.stripePriceId,
        }
      : {}),
  }
}
