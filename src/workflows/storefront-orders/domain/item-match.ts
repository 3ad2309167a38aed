import type { StorefrontMatchedBy } from "../../../types/storefront-lines"
import type { CatalogVariant } from "./catalog-snapshot"

/** By what a line was matched. */
export type MatchedBy = StorefrontMatchedBy

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
  /** Whose call named it, by id; only where the match is by `storefront_call`. */
  calledBy?: string | null
}

/** What a line is. Nothing is guessed: where several variants fit equally, staff are asked. */
export type ItemMatch =
  | MatchedItem
  | { kind: "ambiguous"; candidates: readonly CatalogVariant[]; reason: string }
  | { kind: "unmatched"; reason: string }
