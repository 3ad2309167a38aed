import type Stripe from "stripe"
import type { LineDraft } from "../actions/create-session"
import { invalidParameter } from "../errors"
import { buildPrice } from "../objects/price"
import { buildProduct } from "../objects/product"
import type { Store } from "../store"
import type { Checkout, CheckoutItem } from "./options"

const SUMMARY_LENGTH = 450

/** A line with a price of its own; product and size stand in the product's metadata. */
export function adHocLine(
  store: Store,
  item: CheckoutItem,
  currency: string
): LineDraft {
  const inMetadata = item.size !== null && item.size_in !== "description"
  const inDescription = item.size !== null && item.size_in !== "metadata"
  return ownPriceLine(store, item, currency, {
    description: inDescription ? `Size: ${item.size ?? ""}` : null,
    metadata: {
      product_id: item.legacy_product_id,
      ...(inMetadata && { size: item.size ?? "" }),
      category: item.category,
      enhanced: "true",
      ...item.product_metadata,
    },
  })
}

/** The summary is cut wherever its 450 characters end, so it often is not JSON. */
export function adHocMetadata(checkout: Checkout): Stripe.Metadata {
  const summary = checkout.items.map(
    ({ legacy_product_id, name, size, quantity, unit_amount }) => ({
      id: legacy_product_id,
      name,
      size,
      quantity,
      price: unit_amount,
    })
  )
  return {
    order_type: "unified",
    items_summary: JSON.stringify(summary).slice(0, SUMMARY_LENGTH),
  }
}

/** The single line of an express checkout: by Stripe price where one is named, else its own. */
export function expressLine(
  store: Store,
  item: CheckoutItem,
  currency: string
): LineDraft {
  return ownPriceLine(store, item, currency, {
    description: null,
    metadata: item.product_metadata,
  })
}

export function expressMetadata(item: CheckoutItem): Stripe.Metadata {
  return {
    order_type: "express",
    product_id: item.legacy_product_id,
    product_name: item.name,
    ...(item.size !== null && { size: item.size }),
    quantity: String(item.quantity),
  }
}

/** Stripe makes an inactive product and price for a line that brings its own. */
function ownPriceLine(
  store: Store,
  item: CheckoutItem,
  currency: string,
  product: { description: string | null; metadata: Stripe.Metadata }
): LineDraft {
  if (item.unit_amount === undefined) {
    throw invalidParameter(
      `«${item.name}» has no price: unit_amount is needed.`,
      "unit_amount"
    )
  }
  const { id } = store.products.put(
    buildProduct({ ...product, name: item.name, active: false })
  )
  const price = store.prices.put(
    buildPrice({
      product: id,
      unit_amount: item.unit_amount,
      currency,
      active: false,
      metadata: item.price_metadata,
    })
  )
  const { quantity, line_metadata } = item
  return { price, quantity, description: item.name, metadata: line_metadata }
}
