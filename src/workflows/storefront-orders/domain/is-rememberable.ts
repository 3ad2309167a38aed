import type { CatalogVariant } from "./catalog-snapshot"
import { foldText, foldTextOrNull } from "./fold-text"
import { foldSize } from "./read-size"
import type { StorefrontItem } from "./storefront-item"
import { colorOf, optionOf, piecesOf, sizeOf } from "./variant-options"

/** An option that an item states: how it is read on a variant, and the item's own word, folded. */
type Statement = {
  of: (variant: CatalogVariant) => string | null
  said: string
}

/**
 * Whether a variant that staff chose for an item may be taken for the next sale of the same words
 * (`itemKey`): only where the words determine it. A suit sold without a size is some size, which
 * tells nothing of the next one; and 42R sent instead of the 40R that was sold is no new name for
 * it.
 *
 * @param siblings all variants of the chosen variant's product
 */
export function isRememberable(
  item: StorefrontItem,
  chosen: CatalogVariant,
  siblings: readonly CatalogVariant[]
): boolean {
  const statements = statementsOf(item, chosen)
  const others = siblings.filter(({ id }) => id !== chosen.id)
  const isDetermined = !others.some((other) =>
    statements.every(({ of }) => of(other) === of(chosen))
  )
  return isDetermined && !statements.some(isReplaced(chosen, others))
}

/** The item's word is another variant's own, or another one of the same kind. */
function isReplaced(
  chosen: CatalogVariant,
  others: readonly CatalogVariant[]
): (statement: Statement) => boolean {
  return ({ of, said }) => {
    const value = of(chosen)
    return (
      value !== null &&
      value !== said &&
      (others.some((other) => of(other) === said) ||
        kindOf(value) === kindOf(said))
    )
  }
}

/** 40R and 60L are of one kind, and so are 9 and 10.5, or M and XL; «Taille 3» and M are not. */
function kindOf(value: string): string {
  return value
    .replace(/^(?:\d?X+)?[SML]$/, "M")
    .replace(/\d+(?:\.\d+)?/g, "9")
    .replace(/(?<=^9)[SRL]$/, "R")
}

function statementsOf(
  item: StorefrontItem,
  { product }: CatalogVariant
): Statement[] {
  const size = foldSize(item.size)
  const color = foldTextOrNull(item.color)
  const fixed = product.stripePrices[item.stripePriceId ?? ""] ?? {}
  return [
    ...(size ? [{ of: foldedSizeOf, said: size }] : []),
    ...(color ? [{ of: foldedColorOf, said: color }] : []),
    ...(item.pieces ? [{ of: piecesOf, said: item.pieces }] : []),
    ...Object.entries(fixed).map(([title, value]) => ({
      of: foldedOption(title),
      said: foldText(value),
    })),
  ]
}

function foldedSizeOf(variant: CatalogVariant): string | null {
  return foldSize(sizeOf(variant))
}

function foldedColorOf(variant: CatalogVariant): string | null {
  return foldTextOrNull(colorOf(variant))
}

function foldedOption(title: string): Statement["of"] {
  return (variant) => foldTextOrNull(optionOf(variant, [foldText(title)]))
}
