import { foldSku, foldText, foldTextOrNull } from "./fold-text"
import { foldSize } from "./read-size"
import type { StorefrontItem } from "./storefront-item"

/**
 * What the storefront calls an item, folded: the same for each sale of it, so that a variant that
 * staff chose once is found again. The strongest id that it gives, its name, and what it says of
 * size, colour and pieces. The name always counts, since an id may stand for several things that
 * only their names tell apart: two colours of one product, say.
 */
export function itemKey(item: StorefrontItem): string {
  return JSON.stringify([
    idOf(item),
    foldText(item.name),
    foldSize(item.size),
    foldTextOrNull(item.color),
    item.pieces,
  ])
}

/**
 * A price that was made for one session is no name: the next sale has another. The legacy product's
 * id is shared by the two- and the three-piece, which two catalogue prices are not.
 */
function idOf(item: StorefrontItem): string | null {
  if (item.stripePriceId && !item.hasInlinePrice) {
    return `price:${item.stripePriceId}`
  }
  if (item.legacyProductId) {
    return `product:${item.legacyProductId}`
  }
  return item.sku ? `sku:${foldSku(item.sku)}` : null
}
