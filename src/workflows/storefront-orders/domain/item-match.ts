import type { CatalogVariant } from "./catalog-snapshot"

/** By what a line was matched; kept on the order line as `matched_by`. */
export type MatchedBy =
  | "medusa_variant_id"
  | "staff_choice"
  | "sku"
  | "stripe_price"
  | "stripe_price_and_size"
  | "legacy_product_and_size"

/**
 * How sure a match is; kept on the order line as `match_confidence`.
 * - `certain`: the storefront or staff named this very variant
 * - `high`: the storefront named the style, and what it says of it fits this variant alone; or its
 *   SKU reads like this one's
 * - `fair`: the storefront named the style and no more, and it comes as nothing else
 */
export type MatchConfidence = "certain" | "high" | "fair"

export type MatchedItem = {
  kind: "matched"
  variant: CatalogVariant
  matchedBy: MatchedBy
  confidence: MatchConfidence
  /** One sentence for staff; kept on the order line as `match_explanation`. */
  explanation: string
}

/** What a line is. Nothing is guessed: where several variants fit equally, staff are asked. */
export type ItemMatch =
  | MatchedItem
  | { kind: "ambiguous"; candidates: readonly CatalogVariant[]; reason: string }
  | { kind: "unmatched"; reason: string }
