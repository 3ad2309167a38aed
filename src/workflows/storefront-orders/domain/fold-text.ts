const DASHES = /[\p{Pd}\u2212]/gu

/** A text folded for comparing: case, spacing and Unicode form do not count. */
export function foldText(text: string): string {
  const bare = text.normalize("NFKC").trim().replace(/\s+/g, " ")
  // Some letters have two small or two capital forms: «ß», «SS» and «ẞ» are all «ss».
  return bare.toLowerCase().toUpperCase().toLowerCase().normalize("NFKC")
}

/** {@link foldText}, where what is missing or blank says nothing. */
export function foldTextOrNull(text: string | null): string | null {
  return text === null ? null : foldText(text) || null
}

/** A SKU folded for comparing: Unicode form, spacing, case and the kind of dash do not count. */
export function foldSku(sku: string): string {
  return foldText(sku).replace(DASHES, "-").replace(/\s+/g, "").toUpperCase()
}

/**
 * Whether two SKUs read alike: `KCT-NAVY-40 R` is `KCT-NAVY-40R`, and `KCT LIGHT GREY 40R` is
 * `KCT-LIGHT-GREY-40R`. A dash is never left out: it may be all that tells two SKUs apart.
 */
export function sameSku(one: string, other: string): boolean {
  return (
    foldSku(one) === foldSku(other) ||
    foldSeparators(one) === foldSeparators(other)
  )
}

function foldSeparators(sku: string): string {
  return foldText(sku)
    .replace(DASHES, "-")
    .replace(/[\s_-]+/g, "-")
}
