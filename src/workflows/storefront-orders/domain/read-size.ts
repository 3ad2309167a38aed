const NOTHING =
  /^(?:n\/?a|n\.a\.|not applicable|no size|none|null|undefined|-*)$/i
const ONE_SIZE = /^(?:ONESIZE(?:FITS(?:ALL|MOST))?|O\/?S|OSFA)$/
const LENGTHS: Readonly<Record<string, string>> = {
  SHORT: "S",
  REGULAR: "R",
  REG: "R",
  LONG: "L",
}
const LETTERS: Readonly<Record<string, string>> = {
  SMALL: "S",
  MEDIUM: "M",
  LARGE: "L",
}

/** Whether a text stands for nothing: blank, «N/A», «none», «-». */
export function saysNothing(text: string): boolean {
  return NOTHING.test(text.trim())
}

/**
 * A size as people write it, folded for comparing: «40 Regular», «Size: 40 r» and «40R» are all
 * `40R`; «16.5 / 34-35» and «16½ 34/35» are `16.5/34-35`; «XX-Large» is `2XL`.
 *
 * @returns null where no size is given.
 */
export function foldSize(text: string | null | undefined): string | null {
  const bare = (text ?? "")
    // Before it comes apart into 1⁄2, which would join the number before it.
    .replace(/(?<=\d)\s*½|(?<=\d)[\s-]+1\/2(?!\d)/g, ".5")
    .normalize("NFKC")
    .replace(/^\s*size\s*:\s*/i, "")
    .trim()
  if (saysNothing(bare)) {
    return null
  }
  const folded = foldNumbers(
    bare
      .toUpperCase()
      // Capital letters of some scripts come apart into several characters.
      .normalize("NFKC")
      .replace(/[\p{Pd}\u2212]/gu, "-")
  )
  return foldShirt(folded) ?? foldWords(folded.replace(/\s+/g, ""))
}

/** «10,5» and «10.50» are 10.5. */
function foldNumbers(size: string): string {
  return size
    .replace(/^(\d+),(\d)$/, "$1.$2")
    .replace(
      /(?<![\d.])(\d+)\.(\d*?)0+(?!\d)/g,
      (_, whole: string, part: string) => (part ? `${whole}.${part}` : whole)
    )
}

/** Neck and sleeve, whatever stands between them; null where it is no shirt's size. */
function foldShirt(size: string): string | null {
  const [, neck, from, to] =
    /^(\d{2}(?:\.\d)?)\s*(?:[\s/X×-]|\()\s*(\d{2})\s*[-/]\s*(\d{2})\)?$/.exec(
      size
    ) ?? []
  return neck && from && to ? `${neck}/${from}-${to}` : null
}

function foldWords(size: string): string {
  if (ONE_SIZE.test(size)) {
    return "ONESIZE"
  }
  return (
    size
      // Only after a number: «Long» alone must not be taken for a large, nor «Short» for a small.
      .replace(
        /(?<=\d)-?(SHORT|REGULAR|REG|LONG)\.?(?![A-Z])/g,
        (_, word: string) => LENGTHS[word] ?? word
      )
      .replace(/^(\d{2})-([SRL])$/, "$1$2")
      .replace(
        /^((?:\dX|X+|EXTRA)?)-?(SMALL|MEDIUM|LARGE)$/,
        (_, more: string, word: string) =>
          `${more.replace("EXTRA", "X")}${LETTERS[word] ?? word}`
      )
      .replace(/^(X{2,5})(?=[SL]$)/, (many) => `${many.length}X`)
  )
}

/**
 * The size that a text such as «Slim suit, Size: 40R, Color: Navy» names. It ends where the text
 * goes on to something else.
 */
export function sizeInText(text: string | null | undefined): string | null {
  return valueInText(text, /\bsize\s*:\s*([^,;|)\n]+)/i)
}

/** The colour that such a text names. */
export function colorInText(text: string | null | undefined): string | null {
  return valueInText(text, /\bcolou?r\s*:\s*([^,;|)\n]+)/i)
}

function valueInText(
  text: string | null | undefined,
  pattern: RegExp
): string | null {
  const value = pattern.exec(text ?? "")?.[1]
  // «Size: 40R Color: Navy» has no comma, and «Size: 40R.» is the end of a sentence.
  return (
    value
      ?.replace(/\s+\p{L}+\s*:.*$/u, "")
      .replace(/(?:\.|\s)+$/, "")
      .trim() || null
  )
}

/** How many pieces a text such as «Black Suit (2-Piece)» names: «2-Piece». */
export function piecesInText(text: string | null | undefined): string | null {
  const count = /\b([23])\s*-?\s*(?:pcs?|pieces?)\b/i.exec(text ?? "")?.[1]
  return count ? `${count}-Piece` : null
}
