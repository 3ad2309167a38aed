import type { CatalogVariant } from "./catalog-snapshot"
import { foldText, foldTextOrNull } from "./fold-text"
import type { ItemMatch, MatchedItem } from "./item-match"
import { foldSize } from "./read-size"
import type { StorefrontItem } from "./storefront-item"
import { colorOf, optionOf, piecesOf, sizeOf } from "./variant-options"

type Decision = Exclude<ItemMatch, { kind: "unmatched" }>

const ONE_SIZE = foldSize("One Size")

/** By what a style is named → what staff call that. */
const STYLE_NAMES = {
  stripe_price_and_size: "Stripe price",
  legacy_product_and_size: "legacy product",
  storefront_call: "product that the storefront named by its id",
} as const

type StyleName = keyof typeof STYLE_NAMES

/**
 * Whether the item's price stands for the variant's style and fixes none of its options otherwise.
 * Where a price fixes options, they count like the item's own words.
 */
export function fixedByPrice(
  { stripePriceId }: StorefrontItem,
  variant: CatalogVariant
): boolean {
  const fixed = variant.product.stripePrices[stripePriceId ?? ""]
  return (
    fixed !== undefined &&
    Object.entries(fixed).every(
      ([title, value]) =>
        foldTextOrNull(optionOf(variant, [foldText(title)])) === foldText(value)
    )
  )
}

/** The one variant of a style that is as the item says; else the question which it is. */
export function chooseByWords(
  item: StorefrontItem,
  variants: readonly CatalogVariant[],
  matchedBy: StyleName
): Decision {
  const fitting = variants.filter((variant) => fits(item, variant))
  const [only, ...others] = fitting
  if (only && others.length === 0) {
    return chosen(item, only, matchedBy)
  }
  return only
    ? {
        kind: "ambiguous",
        candidates: fitting,
        reason: whatIsOpen(item, fitting),
      }
    : {
        kind: "ambiguous",
        candidates: variants,
        reason: `No variant of the style is ${wordsOf(item)}`,
      }
}

/** A match by a name, unless the variant is not what the item says: then staff are asked. */
export function unlessContradicted(
  item: StorefrontItem,
  match: MatchedItem,
  variants: readonly CatalogVariant[]
): Decision {
  const { variant } = match
  if (!contradicts(item, variant)) {
    return match
  }
  const asSaid = variants.filter(
    (other) =>
      other.product.id === variant.product.id &&
      other.id !== variant.id &&
      fits(item, other)
  )
  return {
    kind: "ambiguous",
    candidates: [variant, ...asSaid],
    reason: `${match.explanation}, which is «${variant.title}» of «${variant.product.title}», but the storefront also says ${wordsOf(item) || "the price of another one"}`,
  }
}

function chosen(
  item: StorefrontItem,
  variant: CatalogVariant,
  matchedBy: StyleName
): MatchedItem {
  const style = `The ${STYLE_NAMES[matchedBy]} is «${variant.product.title}»`
  const words = wordsOf(item)
  return {
    kind: "matched",
    variant,
    matchedBy,
    confidence: words ? "high" : "fair",
    explanation: words
      ? `${style}, and only «${variant.title}» of it is ${words}`
      : `${style}, which it names for nothing but «${variant.title}»`,
  }
}

/** A variant of a style with sizes has the size that is said; what it has no option for is open. */
function fits(item: StorefrontItem, variant: CatalogVariant): boolean {
  const size = foldSize(item.size)
  const hasSize =
    size === null || size === (foldSize(sizeOf(variant)) ?? ONE_SIZE)
  return hasSize && !contradicts(item, variant)
}

function contradicts(item: StorefrontItem, variant: CatalogVariant): boolean {
  return (
    differ(foldSize(item.size), foldSize(sizeOf(variant))) ||
    differ(foldTextOrNull(item.color), foldTextOrNull(colorOf(variant))) ||
    differ(item.pieces, piecesOf(variant)) ||
    (item.stripePriceId !== null &&
      variant.product.stripePrices[item.stripePriceId] !== undefined &&
      !fixedByPrice(item, variant))
  )
}

function differ(said: string | null, is: string | null): boolean {
  return said !== null && is !== null && said !== is
}

/** «size 40R, Black, 2-Piece»; empty where the item says nothing of the kind. */
function wordsOf({ size, color, pieces }: StorefrontItem): string {
  return [
    foldSize(size) && `size «${size ?? ""}»`,
    color && `«${color}»`,
    pieces,
  ]
    .filter(Boolean)
    .join(", ")
}

function whatIsOpen(
  item: StorefrontItem,
  variants: readonly CatalogVariant[]
): string {
  const several = (of: (variant: CatalogVariant) => string | null) =>
    new Set(variants.map(of)).size > 1
  const open = [
    ...(!foldSize(item.size) && several(sizeOf) ? ["sizes"] : []),
    ...(!item.color && several(colorOf) ? ["colours"] : []),
    ...(!item.pieces && several(piecesOf) ? ["numbers of pieces"] : []),
  ]
  return open.length > 0
    ? `The style comes in several ${open.join(" and ")} and the storefront named none`
    : "Several variants are as the storefront says"
}
