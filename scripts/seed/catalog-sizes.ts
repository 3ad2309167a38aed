import type { SuitType } from "./catalog-types"

/** The only size of a tie. The storefront offers no choice and sends none. */
export const oneSize = "One Size"

const lengths = (length: string, from: number, to: number): string[] => {
  const sizes: string[] = []
  for (let chest = from; chest <= to; chest += 2) {
    sizes.push(`${chest}${length}`)
  }
  return sizes
}

/** Twenty-nine sizes: small chests are cut short more often, large ones long. */
export const suitSizes: readonly string[] = [
  ...lengths("S", 34, 50),
  ...lengths("R", 34, 54),
  ...lengths("L", 38, 54),
]

export const tuxedoSizes: readonly string[] = [
  ...lengths("S", 36, 44),
  ...lengths("R", 36, 50),
  ...lengths("L", 38, 50),
]

export const suitTypes: readonly SuitType[] = ["2-Piece", "3-Piece"]

const necks = ["14.5", "15", "15.5", "16", "16.5", "17", "17.5", "18"]

/** Collar, then the sleeve lengths that the shirt covers, in inches. */
export const shirtSizes: readonly string[] = necks.flatMap((neck) => [
  `${neck}/32-33`,
  `${neck}/34-35`,
])

export const vestSizes: readonly string[] = ["S", "M", "L", "XL", "2XL", "3XL"]

export const shoeSizes: readonly string[] = Array.from(
  { length: 11 },
  (_, half) => String(8 + half / 2)
)
