import type { CatalogVariant } from "./catalog-snapshot"
import { foldText } from "./fold-text"
import { foldSize } from "./read-size"
import type { StorefrontItem } from "./storefront-item"
import { colorOf, sizeOf } from "./variant-options"

/** The title of an order line. Staff pick by it: it names size and colour, unless the name does. */
export function titleOf(
  item: StorefrontItem,
  variant: CatalogVariant | null
): string {
  const said = foldSize(item.size) ? item.size : null
  const size = (variant && sizeOf(variant)) ?? said
  const color = item.color ?? (variant && colorOf(variant))
  const additions = [size, color].filter(
    (text): text is string => !!text && !mentions(item.name, text)
  )
  return [item.name, ...additions].join(" · ")
}

/** As words of its own: a «Tailored Suit» is not «Red». */
function mentions(name: string, text: string): boolean {
  return wordsOf(name).includes(wordsOf(text))
}

function wordsOf(text: string): string {
  const words = foldText(text).split(/[^\p{L}\p{N}./-]+/u)
  return ` ${words.filter(Boolean).join(" ")} `
}
