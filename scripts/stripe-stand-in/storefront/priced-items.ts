import type Stripe from "stripe"
import type { LineDraft } from "../actions/create-session"
import { invalidParameter } from "../errors"
import { buildPrice } from "../objects/price"
import { buildProduct } from "../objects/product"
import type { WirePrice } from "../objects/wire"
import type { Store } from "../store"
import type { Checkout, CheckoutItem } from "./options"

const MAX_METADATA_VALUE = 500
const CUT_SHARE = 0.6

/** A line that names a Stripe price: the price stands for a style, the line says which pieces. */
export function pricedLine(
  store: Store,
  item: CheckoutItem,
  currency: string
): LineDraft {
  return {
    price: stylePrice(store, item, currency),
    quantity: item.quantity,
    description: item.name,
    metadata: item.line_metadata,
  }
}

/** The size is only here: nothing else in a priced session tells it. */
export function pricedMetadata(
  checkout: Checkout,
  lines: readonly LineDraft[]
): Stripe.Metadata {
  const details = checkout.items.map((item, index) =>
    orderDetail(item, lines[index])
  )
  const text = JSON.stringify(details)
  switch (checkout.order_details) {
    case "full":
      // Stripe takes no more, so the storefront's text ends here, as a longer one would there.
      return { order_details: text.slice(0, MAX_METADATA_VALUE) }
    case "cut":
      return {
        order_details: text.slice(
          0,
          Math.min(MAX_METADATA_VALUE, Math.floor(text.length * CUT_SHARE))
        ),
      }
    case "invalid":
      return { order_details: details.map(String).join() }
    case "missing":
      return {}
  }
}

function orderDetail(item: CheckoutItem, line: LineDraft | undefined): object {
  const size = item.size ?? "N/A"
  const parts = [item.legacy_product_id, item.color, size].filter(Boolean)
  return {
    productId: item.legacy_product_id,
    productName: item.name,
    size,
    color: item.color,
    sku: item.sku ?? parts.join("-").replaceAll(" ", "-"),
    quantity: item.quantity,
    price: line?.price.unit_amount,
    stripePriceId: line?.price.id,
  }
}

function stylePrice(
  store: Store,
  item: CheckoutItem,
  currency: string
): WirePrice {
  const known = item.stripe_price_id
    ? store.prices.get(item.stripe_price_id)
    : undefined
  if (!known) {
    return newStylePrice(store, item, currency)
  }
  if (known.currency !== currency) {
    throw invalidParameter(
      `The price ${known.id} is in ${known.currency}, not ${currency}.`,
      "currency"
    )
  }
  if (
    item.unit_amount !== undefined &&
    item.unit_amount !== known.unit_amount
  ) {
    const message = `The price ${known.id} costs ${known.unit_amount ?? "nothing"}, not ${item.unit_amount}.`
    throw invalidParameter(message, "unit_amount")
  }
  return known
}

function newStylePrice(
  store: Store,
  item: CheckoutItem,
  currency: string
): WirePrice {
  if (item.unit_amount === undefined) {
    throw invalidParameter(
      `«${item.name}» has no known price: unit_amount is needed.`,
      "unit_amount"
    )
  }
  const [, style = item.name, pieces = null] =
    /^(.*?)(?: \(([^)]*)\))?$/.exec(item.name) ?? []
  const product = store.products.put(
    buildProduct({ name: style, metadata: item.product_metadata })
  )
  return store.prices.put(
    buildPrice({
      ...(item.stripe_price_id && { id: item.stripe_price_id }),
      product: product.id,
      unit_amount: item.unit_amount,
      currency,
      nickname: pieces,
      metadata: item.price_metadata,
    })
  )
}
