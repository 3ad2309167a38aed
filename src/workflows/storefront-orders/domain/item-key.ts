import { foldSku } from "./match-item"
import { foldSize } from "./read-size"
import type { StorefrontItem } from "./storefront-item"

/**
 * What the storefront calls an item, folded: the same for each sale of it, so that a variant that
 * staff chose once is found again. The strongest name that it gives, and what it says of size,
 * colour and pieces.
 */
export function itemKey(item: StorefrontItem): string {
  return JSON.stringify([
    nameOf(item),
    foldSize(item.size),
    fold(item.color),
    fold(item.pieces),
  ])
}

function nameOf(item: StorefrontItem): string {
  if (item.legacyProductId) {
    return `product:${item.legacyProductId}`
  }
  if (item.sku) {
    return `sku:${foldSku(item.sku)}`
  }
  return item.stripePriceId
    ? `price:${item.stripePriceId}`
    : `name:${fold(item.name)}`
}

function fold(text: string | null): string | null {
  return (
    text?.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase() ?? null
  )
}
