import type { CatalogVariant } from "./catalog-snapshot"
import { foldText } from "./fold-text"
import { piecesInText } from "./read-size"

const SIZE_TITLES = ["size"]
const COLOR_TITLES = ["color", "colour"]

type WithOptions = Pick<CatalogVariant, "options">

/** The value of a variant's size option; null where it has none. */
export function sizeOf(variant: WithOptions): string | null {
  return optionOf(variant, SIZE_TITLES)
}

/** The value of a variant's colour option, in either spelling; null where it has none. */
export function colorOf(variant: WithOptions): string | null {
  return optionOf(variant, COLOR_TITLES)
}

/** «2-Piece» or «3-Piece», from whichever option names pieces; null where none does. */
export function piecesOf({ options }: WithOptions): string | null {
  const [pieces] = Object.values(options).flatMap(
    (value) => piecesInText(value) ?? []
  )
  return pieces ?? null
}

/** The value of the option of one of these titles, which are folded. */
export function optionOf(
  { options }: WithOptions,
  titles: readonly string[]
): string | null {
  const found = Object.entries(options).find(([title]) =>
    titles.includes(foldText(title))
  )
  return found?.[1] ?? null
}
