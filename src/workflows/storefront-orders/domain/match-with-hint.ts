import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import type { CatalogSnapshot } from "./catalog-snapshot"
import { chooseByWords, unlessContradicted } from "./choose-by-words"
import type { MatchedItem } from "./item-match"
import { type ItemMatch, matchItem } from "./match-item"
import { foldSize, piecesInText } from "./read-size"
import type { StorefrontItem } from "./storefront-item"

/** An item as it was matched: with what the hint added, where that decided. */
export type HintedMatch = { item: StorefrontItem; match: ItemMatch }

/**
 * Matches an item by what the session says of it; only where that leaves a question, what the
 * storefront's call says of it may answer it. A hint never overrules the session: what it leads to
 * must be among what the session leaves open, and of the size, colour and pieces that were sold.
 *
 * @param calledBy whose call it was: a key's id, or a user's
 */
export function matchWithHint(
  item: StorefrontItem,
  hint: ToldItem | null,
  catalog: CatalogSnapshot,
  calledBy: string | null = null
): HintedMatch {
  const match = matchItem(item, catalog)
  if (!hint || match.kind === "matched") {
    return { item, match }
  }
  const filled = fillIn(item, hint)
  const hinted = matchHinted(filled, hint, catalog)
  const isOpen =
    hinted.kind === "matched" &&
    (match.kind === "unmatched" ||
      match.candidates.some(({ id }) => id === hinted.variant.id))
  return isOpen
    ? { item: filled, match: sayHinted(hinted, calledBy) }
    : { item, match }
}

/** What the session does not say, as the call says it. */
export function fillIn(item: StorefrontItem, hint: ToldItem): StorefrontItem {
  return {
    ...item,
    stripePriceId: item.stripePriceId ?? hint.stripePriceId,
    // Calls of an earlier version have no such field.
    legacyVariantId: item.legacyVariantId ?? hint.legacyVariantId ?? null,
    legacyProductId: item.legacyProductId ?? hint.productId,
    sku: item.sku ?? hint.sku,
    size: foldSize(item.size) === null ? hint.size : item.size,
    color: item.color ?? hint.color,
    pieces: item.pieces ?? piecesInText(hint.productName),
  }
}

/** By Medusa's own variant, the ways that the checkout could have named it, then Medusa's product. */
function matchHinted(
  item: StorefrontItem,
  hint: ToldItem,
  catalog: CatalogSnapshot
): ItemMatch {
  const variant = catalog.variants.find(({ id }) => id === hint.medusaVariantId)
  if (!variant) {
    const match = matchItem(item, catalog)
    const ofProduct = catalog.variants.filter(
      ({ product }) => product.id === hint.medusaProductId
    )
    return match.kind !== "matched" && ofProduct.length > 0
      ? chooseByWords(item, ofProduct, "storefront_call")
      : match
  }
  const match: MatchedItem = {
    kind: "matched",
    variant,
    matchedBy: "storefront_call",
    confidence: "high",
    explanation: "The storefront named the variant by its id",
  }
  return unlessContradicted(item, match, catalog.variants)
}

/** Whoever has the storefront's key can say anything: such a match is not beyond doubt. */
function sayHinted(match: MatchedItem, calledBy: string | null): MatchedItem {
  return {
    ...match,
    matchedBy: "storefront_call",
    calledBy,
    confidence: match.confidence === "certain" ? "high" : match.confidence,
    explanation: `${match.explanation}; it said so in its call, not at the checkout`,
  }
}
