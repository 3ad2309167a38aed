import { z } from "@medusajs/framework/zod"
import type Stripe from "stripe"
import { foldSize, piecesInText, sizeInText } from "./read-size"
import { storable } from "../../../lib/storable-text"
import type { StorefrontItem } from "./storefront-item"

/** What the storefront's metadata says of one item of the cart, as far as it can be read. */
type CartEntry = {
  productId: string | null
  productName: string | null
  size: string | null
  color: string | null
  sku: string | null
  quantity: number | null
  stripePriceId: string | null
}

const text = z
  .string()
  .trim()
  .transform((value) => storable(value) || null)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null)

const cartEntry = z.object({
  productId: text,
  productName: text,
  size: text,
  color: text,
  sku: text,
  quantity: z.coerce.number().int().positive().nullish().catch(null),
  stripePriceId: text,
})

/**
 * Reads what the storefront says of each line of a Checkout Session. It makes three kinds of
 * session (priced items, ad-hoc prices, express), each of which puts the size elsewhere; a value on
 * the line's price or product wins over one in the session's metadata.
 *
 * @param lineItems all of them, with `price.product` expanded.
 * @returns one item for each line item, in the same order.
 */
export function readSessionItems(
  session: Stripe.Checkout.Session,
  lineItems: readonly Stripe.LineItem[]
): StorefrontItem[] {
  const entries = readOrderDetails(session.metadata?.order_details)
  return lineItems.map((line) =>
    readItem(session, line, takeEntry(entries, line), lineItems.length === 1)
  )
}

function readItem(
  session: Stripe.Checkout.Session,
  line: Stripe.LineItem,
  entry: CartEntry | null,
  isOnlyLine: boolean
): StorefrontItem {
  const product = productOf(line)
  const sources = [line.metadata, line.price?.metadata, product?.metadata]
  // What the session says of «the» product is only safe to apply where there is one line.
  const session_ = isOnlyLine ? session.metadata : null
  const name = line.description ?? product?.name ?? "Item without a name"
  return {
    lineItemId: line.id,
    name,
    quantity: line.quantity ?? 1,
    medusaVariantId: firstText([...sources, session_], "medusa_variant_id"),
    stripePriceId: line.price?.id ?? entry?.stripePriceId ?? null,
    hasInlinePrice: line.price?.active === false,
    legacyProductId:
      firstText([...sources, session_], "product_id") ??
      entry?.productId ??
      null,
    sku: firstText(sources, "sku") ?? entry?.sku ?? null,
    size: firstSize([
      ...sources.map((source) => source?.size),
      entry?.size,
      session_?.size,
      sizeInText(name),
      sizeInText(product?.description),
    ]),
    color: firstText([...sources, session_], "color") ?? entry?.color ?? null,
    pieces: piecesInText(name) ?? piecesInText(product?.description),
  }
}

function productOf(line: Stripe.LineItem): Stripe.Product | null {
  const product = line.price?.product
  return typeof product === "object" && !product.deleted ? product : null
}

function firstText(
  sources: readonly (Stripe.Metadata | null | undefined)[],
  key: string
): string | null {
  for (const source of sources) {
    const value = source?.[key]?.trim()
    if (value) {
      return value
    }
  }
  return null
}

/** «N/A» in one place does not hide the size that another names. */
function firstSize(
  texts: readonly (string | null | undefined)[]
): string | null {
  return texts.find((size) => foldSize(size) !== null)?.trim() ?? null
}

/**
 * The entries of `order_details`. Stripe keeps 500 characters of a value, which is about two suits:
 * of what is cut off, as much as is there is read. None where it is missing or not as expected.
 */
function readOrderDetails(json: string | undefined): CartEntry[] {
  const parsed = z.array(cartEntry).safeParse(parseList(json ?? ""))
  return parsed.success
    ? parsed.data.map((entry) => ({
        ...entry,
        quantity: entry.quantity ?? null,
      }))
    : []
}

function parseList(json: string): unknown {
  return parseJson(json) ?? parseCutList(json)
}

/** The objects of a list of flat objects that was cut off, the last as far as it goes. */
function parseCutList(json: string): unknown[] {
  return (json.match(/\{[^{}]*(?:\}|$)/g) ?? []).map((object) =>
    Object.fromEntries<unknown>(
      [...object.matchAll(COMPLETE_FIELD)].map(({ groups }) => [
        groups?.key ?? "",
        parseJson(groups?.value ?? ""),
      ])
    )
  )
}

/** A name with a text that is closed, or with a number that something follows. */
const COMPLETE_FIELD =
  /"(?<key>\w+)"\s*:\s*(?<value>"(?:[^"\\]|\\.)*"|\d+(?=\s*[,}]))/g

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    // Cut off or never JSON: the line stays without what it said, and staff are asked.
    return undefined
  }
}

/**
 * Takes the entry that speaks of a line: of the same price, or of the same name where the price was
 * cut off, and of those the first of the same quantity, since two sizes of one style are two lines
 * of one price in the cart's order. Each entry is taken once; one of another quantity speaks of
 * something else, and the line then stays without a size.
 */
function takeEntry(
  entries: CartEntry[],
  line: Stripe.LineItem
): CartEntry | null {
  const ofPrice = entries.filter((entry) =>
    entry.stripePriceId
      ? entry.stripePriceId === line.price?.id
      : entry.productName === line.description
  )
  const entry =
    ofPrice.find(({ quantity }) => quantity === line.quantity) ??
    ofPrice.find(({ quantity }) => quantity === null)
  if (!entry) {
    return null
  }
  entries.splice(entries.indexOf(entry), 1)
  return entry
}
