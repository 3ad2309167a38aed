import type { CatalogSnapshot, CatalogVariant } from "./catalog-snapshot"
import type { ItemMatch, MatchedItem } from "./item-match"
import type { StorefrontItem } from "./storefront-item"

/** A way that led nowhere: what staff should know of it, and what they may choose from. */
export type DeadEnd = {
  kind: "dead_end"
  note: string | null
  candidates: readonly CatalogVariant[]
}

type Decision = Exclude<ItemMatch, { kind: "unmatched" }>

/** One way to find what an item is. */
export type Way = (
  item: StorefrontItem,
  catalog: CatalogSnapshot
) => Decision | DeadEnd

/** A match by a name that is this very variant's. */
export function certain(
  variant: CatalogVariant,
  matchedBy: MatchedItem["matchedBy"],
  explanation: string
): MatchedItem {
  return {
    kind: "matched",
    variant,
    matchedBy,
    confidence: "certain",
    explanation,
  }
}

export function deadEnd(
  note: string | null,
  candidates: readonly CatalogVariant[] = []
): DeadEnd {
  return { kind: "dead_end", note, candidates }
}
