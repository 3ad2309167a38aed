import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import type { CatalogSnapshot, CatalogVariant } from "./catalog-snapshot"
import { matchItem } from "./match-item"
import type { StorefrontItem } from "./storefront-item"

/**
 * Finds whose the items of a call are that name no line, but a variant: a line's, if that variant is
 * among what the session leaves open of it and of no other, and no other such item is.
 *
 * @param items what was sold
 * @param hints what is known already to speak of each of them
 * @returns the hints, with those that were found
 */
export function pairByVariant(
  items: readonly StorefrontItem[],
  hints: readonly (ToldItem | null)[],
  told: readonly ToldItem[],
  catalog: CatalogSnapshot
): (ToldItem | null)[] {
  const left = told.filter((one) => !hints.includes(one))
  const open = items.map((item, index) =>
    left.length > 0 && !hints[index] ? candidatesOf(item, catalog) : []
  )
  const claims = left.flatMap((one) => {
    const variant = variantOf(one, catalog)
    const lines = open.flatMap((candidates, index) =>
      candidates.some(({ id }) => id === variant?.id) &&
      (one.quantity === null || one.quantity === items[index]?.quantity)
        ? [index]
        : []
    )
    return [{ one, lines }]
  })
  return items.map((_, index) => {
    const own = claims.filter(({ lines }) => lines.includes(index))
    const [claim] = own
    return claim && own.length === 1 && claim.lines.length === 1
      ? claim.one
      : (hints[index] ?? null)
  })
}

function candidatesOf(
  item: StorefrontItem,
  catalog: CatalogSnapshot
): readonly CatalogVariant[] {
  const match = matchItem(item, catalog)
  return match.kind === "ambiguous" ? match.candidates : []
}

/** Medusa's, else the old storefront's if it is one, else the SKU's. */
function variantOf(
  told: ToldItem,
  { variants }: CatalogSnapshot
): CatalogVariant | undefined {
  const legacy = variants.filter(
    ({ legacyVariantId }) =>
      legacyVariantId && legacyVariantId === told.legacyVariantId
  )
  return (
    variants.find(({ id }) => id === told.medusaVariantId) ??
    (legacy.length === 1 ? legacy[0] : undefined) ??
    variants.find(({ sku }) => sku && sku === told.sku)
  )
}
