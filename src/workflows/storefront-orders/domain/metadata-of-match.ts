import type { StorefrontLineMatch } from "../../../types/storefront-lines"
import type { MatchedItem } from "./item-match"

/** What an order line keeps of how it was matched; also read by staff, on the order's page. */
export function metadataOfMatch(
  match: MatchedItem | null
): StorefrontLineMatch {
  return {
    matched_by: match?.matchedBy ?? null,
    match_confidence: match?.confidence ?? null,
    match_explanation: match?.explanation ?? null,
    ...(match?.matchedBy === "storefront_call"
      ? { match_called_by: match.calledBy ?? null }
      : {}),
  }
}
