import { readCutJson } from "../../../lib/read-cut-json"
import { storable } from "../../../lib/storable-text"
import { isRecord } from "../../../lib/unknown-values"
import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import { saysNothing } from "./read-size"

/** The items of the cart in its order. */
export type Cart = {
  entries: readonly ToldItem[]
  /** False where more may have followed. */
  isWhole: boolean
}

/** Each way to spell a name, in lower case and without what parts its words. */
const SPELLINGS = {
  medusaVariantId: ["medusavariantid"],
  legacyVariantId: ["legacyvariantid", "variantid"],
  medusaProductId: ["medusaproductid"],
  productId: ["productid", "legacyproductid", "id"],
  productName: ["productname", "name", "title"],
  size: ["size", "selectedsize"],
  color: ["color", "colour", "selectedcolor", "selectedcolour"],
  sku: ["sku"],
  quantity: ["quantity", "qty"],
  stripePriceId: ["stripepriceid", "priceid", "stripeprice"],
} as const

/**
 * Reads `order_details` or `items_summary`: a list of flat objects, or an object that holds one.
 * Stripe keeps 500 characters of a value, which is about two suits, and the storefront cuts its
 * summary at 450: of what is cut off, as much as is there is read. No entries where it is missing or
 * not as expected.
 */
export function readCart(json: string | undefined): Cart {
  const { value, isWhole } = readCutJson(json ?? "")
  return { entries: listIn(value).filter(isRecord).map(readEntry), isWhole }
}

function listIn(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value
  }
  const [list] = isRecord(value)
    ? Object.values(value).filter((field) => Array.isArray(field))
    : []
  return list ?? []
}

function readEntry(fields: Record<string, unknown>): ToldItem {
  const folded = new Map(
    Object.entries(fields).map(([key, value]) => [
      key.toLowerCase().replace(/[^a-z]/g, ""),
      value,
    ])
  )
  const read = (name: keyof typeof SPELLINGS) =>
    SPELLINGS[name].map((key) => textOf(folded.get(key))).find(Boolean) ?? null
  const productId = read("productId")
  const price = [read("stripePriceId"), textOf(fields.price), productId].find(
    (id) => id?.startsWith("price_")
  )
  return {
    medusaVariantId: read("medusaVariantId"),
    legacyVariantId: read("legacyVariantId"),
    medusaProductId: read("medusaProductId"),
    productId: productId === price ? null : productId,
    productName: read("productName"),
    size: read("size"),
    color: read("color"),
    sku: read("sku"),
    quantity: quantityOf(read("quantity")),
    stripePriceId: price ?? null,
  }
}

/** Shoes may be of size 10.5 or "10.5". */
function textOf(value: unknown): string | null {
  const text = typeof value === "number" ? String(value) : value
  return typeof text === "string" && !saysNothing(text)
    ? storable(text.trim())
    : null
}

function quantityOf(text: string | null): number | null {
  const quantity = Number(text)
  return Number.isSafeInteger(quantity) && quantity > 0 ? quantity : null
}
