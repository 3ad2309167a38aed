import type { NamedByCall } from "../../../modules/storefront-orders/domain/staff-answer"
import type { CatalogVariant } from "./catalog-snapshot"
import type { MatchedItem } from "./item-match"

/** The match that an answer makes: by a choice of staff, or by what the storefront's call named. */
export function matchOfChoice(
  variant: CatalogVariant,
  call: NamedByCall | undefined
): MatchedItem {
  return call
    ? {
        kind: "matched",
        variant,
        matchedBy: "storefront_call",
        confidence: call.confidence,
        explanation: call.explanation,
        calledBy: call.called_by,
      }
    : {
        kind: "matched",
        variant,
        matchedBy: "staff_choice",
        confidence: "certain",
        explanation: "Staff chose this variant for this line",
      }
}
