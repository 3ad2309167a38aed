const NO_SIZE = /^(n\/?a|none|null|undefined|-*)$/i
const LENGTHS: Readonly<Record<string, string>> = {
  SHORT: "S",
  REGULAR: "R",
  REG: "R",
  LONG: "L",
}

/**
 * A size as people write it, folded for comparing: «40 Regular», «Size: 40 r» and «40R» are all
 * `40R`; «16.5 / 34-35» is `16.5/34-35`.
 *
 * @returns null where no size is given.
 */
export function foldSize(text: string | null | undefined): string | null {
  const bare = (text ?? "")
    .normalize("NFKC")
    .replace(/^\s*size\s*:\s*/i, "")
    .trim()
  if (NO_SIZE.test(bare)) {
    return null
  }
  return (
    bare
      .toUpperCase()
      // Capital letters of some scripts come apart into several characters.
      .normalize("NFKC")
      .replace(/\s+/g, "")
      // Only after a number: «Long» alone must not be taken for a large, nor «Short» for a small.
      .replace(
        /(?<=\d)-?(SHORT|REGULAR|REG|LONG)(?![A-Z])/g,
        (_, word: string) => LENGTHS[word] ?? word
      )
  )
}

/** The size that a text such as «Slim suit, Size: 40R, Color: Navy» names. */
export function sizeInText(text: string | null | undefined): string | null {
  return /\bsize\s*:\s*([^,;|)\n]+)/i.exec(text ?? "")?.[1]?.trim() ?? null
}

/** How many pieces a text such as «Black Suit (2-Piece)» names: «2-Piece». */
export function piecesInText(text: string | null | undefined): string | null {
  const count = /\b([23])\s*-?\s*(?:pcs?|pieces?)\b/i.exec(text ?? "")?.[1]
  return count ? `${count}-Piece` : null
}
