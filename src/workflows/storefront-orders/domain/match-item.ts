import type { CatalogSnapshot, CatalogVariant } from "./catalog-snapshot"
import type { ItemMatch } from "./item-match"
import {
  byLegacyProduct,
  byLegacyVariant,
  bySku,
  byStaffChoice,
  byStylePrice,
  byVariantId,
  byVariantPrice,
} from "./match-ways"
import type { DeadEnd } from "./match-way"
import type { StorefrontItem } from "./storefront-item"

export type { ItemMatch, MatchConfidence, MatchedBy } from "./item-match"

const WAYS = [
  byVariantId,
  byStaffChoice,
  byLegacyVariant,
  bySku,
  byVariantPrice,
  byStylePrice,
  byLegacyProduct,
] as const

/**
 * Finds the variant a storefront item stands for: by the variant's id, the choice that staff made
 * for it before, the legacy variant, the catalogue's SKU, a Stripe price that is one size's own, the
 * Stripe price with size, colour and pieces, or the legacy product with them. The first way that
 * knows the item decides; but for Medusa's id and a choice, what it finds must not contradict the
 * item's own words.
 *
 * @returns the same whatever the order of the catalogue's variants
 */
export function matchItem(
  item: StorefrontItem,
  catalog: CatalogSnapshot
): ItemMatch {
  const ordered = { ...catalog, variants: inOrder(catalog.variants) }
  const deadEnds: DeadEnd[] = []
  for (const way of WAYS) {
    const finding = way(item, ordered)
    if (finding.kind === "matched") {
      return finding
    }
    if (finding.kind === "ambiguous") {
      const notes = deadEnds.flatMap(({ note }) => note ?? [])
      return { ...finding, reason: [...notes, finding.reason].join(". ") }
    }
    deadEnds.push(finding)
  }
  return whereNothingIsKnown(deadEnds)
}

/** Variants whose SKU reads alike, or with one legacy id, are all that staff can be offered then. */
function whereNothingIsKnown(deadEnds: readonly DeadEnd[]): ItemMatch {
  const notes = deadEnds.flatMap(({ note }) => note ?? [])
  const candidates = [
    ...new Set(deadEnds.flatMap((deadEnd) => deadEnd.candidates)),
  ]
  if (candidates.length > 0) {
    return { kind: "ambiguous", candidates, reason: notes.join(". ") }
  }
  const reason =
    "No product carries this item's Stripe price, legacy product id or SKU"
  return { kind: "unmatched", reason: [...notes, reason].join(". ") }
}

const { compare } = new Intl.Collator("en", { numeric: true })

/** As staff would look for them, smaller sizes first. */
function inOrder(variants: readonly CatalogVariant[]): CatalogVariant[] {
  return [...variants].sort(
    (a, b) =>
      compare(a.title, b.title) ||
      compare(a.sku ?? "", b.sku ?? "") ||
      (a.id < b.id ? -1 : 1)
  )
}
