import type Stripe from "stripe"
import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import { readCart } from "./cart-entry"
import type { CartLine } from "./cart-line"
import { pairCart } from "./pair-cart"
import {
  colorInText,
  foldSize,
  piecesInText,
  saysNothing,
  sizeInText,
} from "./read-size"
import type { StorefrontItem } from "./storefront-item"

type Sources = readonly (Stripe.Metadata | null | undefined)[]

/**
 * Reads what the storefront says of each line of a Checkout Session. It makes three kinds of
 * session (priced items, ad-hoc prices, express), each of which puts the size elsewhere; a value on
 * the line, its price or its product wins over one in the session's metadata.
 *
 * @param lineItems all of them, with `price.product` expanded; also those that the customer set to
 * none at the checkout, which stay at Stripe with the quantity 0 and in the cart with what it was
 * @returns one item for each line item that was sold, in the same order.
 */
export function readSessionItems(
  session: Stripe.Checkout.Session,
  lineItems: readonly Stripe.LineItem[]
): StorefrontItem[] {
  const carts = [
    readCart(session.metadata?.order_details),
    readCart(session.metadata?.items_summary),
  ]
  const named = carts.flatMap(({ entries }) =>
    entries.map(({ stripePriceId }) => stripePriceId)
  )
  const lines = lineItems.map((line) => toCartLine(line, named))
  const [details, summary] = carts.map((cart) => pairCart(lines, cart))
  const sold = lineItems.filter(({ quantity }) => quantity !== 0)
  // What the session says of «the» product is only safe to apply where there is one line.
  const ofOnlyLine = sold.length === 1 ? session.metadata : null
  return lineItems.flatMap((line, index) => {
    const entry = details?.[index] ?? summary?.[index] ?? null
    const hasInlinePrice = !!line.price && !lines[index]?.priceId
    return line.quantity === 0
      ? []
      : [{ ...readItem(line, entry, ofOnlyLine), hasInlinePrice }]
  })
}

/** @param named prices that are names, although they are archived. */
export function toCartLine(
  line: Stripe.LineItem,
  named: readonly (string | null)[]
): CartLine {
  const price = line.price?.id ?? null
  // `price_data` makes an inactive price. So does archiving one, but that one the cart can name.
  const isInline = line.price?.active === false && !named.includes(price)
  return {
    priceId: isInline ? null : price,
    productId: firstText(sourcesOf(line), "product_id"),
    name: nameOf(line),
    quantity: line.quantity ?? 1,
    isAdjustable: line.quantity === 0 || !!line.adjustable_quantity?.enabled,
  }
}

function readItem(
  line: Stripe.LineItem,
  entry: ToldItem | null,
  ofOnlyLine: Stripe.Metadata | null
): Omit<StorefrontItem, "hasInlinePrice"> {
  const sources = sourcesOf(line)
  const all = [...sources, ofOnlyLine]
  const name = nameOf(line)
  const { description } = productOf(line) ?? {}
  return {
    lineItemId: line.id,
    name,
    quantity: line.quantity ?? 1,
    medusaVariantId:
      firstText(sources, "medusa_variant_id") ??
      entry?.medusaVariantId ??
      firstText([ofOnlyLine], "medusa_variant_id"),
    legacyVariantId:
      firstText(sources, "legacy_variant_id") ??
      entry?.legacyVariantId ??
      firstText([ofOnlyLine], "legacy_variant_id"),
    stripePriceId: line.price?.id ?? entry?.stripePriceId ?? null,
    legacyProductId: firstText(all, "product_id") ?? entry?.productId ?? null,
    sku:
      firstText(sources, "sku") ?? entry?.sku ?? firstText([ofOnlyLine], "sku"),
    size: firstSize([
      ...sources.map((source) => source?.size),
      entry?.size,
      ofOnlyLine?.size,
      sizeInText(name),
      sizeInText(description),
    ]),
    color:
      firstText(all, "color") ??
      firstText(all, "colour") ??
      entry?.color ??
      colorInText(name) ??
      colorInText(description),
    pieces: piecesInText(name) ?? piecesInText(description),
  }
}

function nameOf(line: Stripe.LineItem): string {
  return line.description ?? productOf(line)?.name ?? "Item without a name"
}

/** The metadata that speaks of this line and no other, the nearest first. */
function sourcesOf(line: Stripe.LineItem): Sources {
  return [line.metadata, line.price?.metadata, productOf(line)?.metadata]
}

function productOf(line: Stripe.LineItem): Stripe.Product | null {
  const product = line.price?.product
  return typeof product === "object" && !product.deleted ? product : null
}

function firstText(sources: Sources, key: string): string | null {
  const texts = sources.map((source) => source?.[key]?.trim() ?? "")
  return texts.find((text) => !saysNothing(text)) ?? null
}

/** «N/A» in one place does not hide the size that another names. */
function firstSize(
  texts: readonly (string | null | undefined)[]
): string | null {
  return texts.find((size) => foldSize(size) !== null)?.trim() ?? null
}
