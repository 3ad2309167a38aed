import { isRecord, textOrNull } from "../../../lib/unknown-values"
import type { StorefrontItem } from "./storefront-item"

/**
 * The item that a question keeps, read back from the database.
 *
 * @returns null where it is none: of a question that is about no item, or from an older version.
 */
export function readStoredItem(value: unknown): StorefrontItem | null {
  if (!isRecord(value) || typeof value.name !== "string") {
    return null
  }
  return {
    lineItemId: textOrNull(value.lineItemId) ?? "",
    name: value.name,
    quantity: typeof value.quantity === "number" ? value.quantity : 1,
    medusaVariantId: textOrNull(value.medusaVariantId),
    legacyVariantId: textOrNull(value.legacyVariantId),
    stripePriceId: textOrNull(value.stripePriceId),
    hasInlinePrice: value.hasInlinePrice === true,
    legacyProductId: textOrNull(value.legacyProductId),
    sku: textOrNull(value.sku),
    size: textOrNull(value.size),
    color: textOrNull(value.color),
    pieces: textOrNull(value.pieces),
  }
}
