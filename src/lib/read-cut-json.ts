/** What a JSON text says, as far as it goes. */
export type CutJson = {
  /** What is there whole; undefined where the text is no JSON from its beginning on. */
  value: unknown
  /** Whether the text ended where its value did. */
  isWhole: boolean
}

/** Where reading stands, and whether it came upon the cut. */
type Reader = { text: string; at: number; isCut: boolean }

const STRING = /"(?:[^"\\]|\\.)*"/y
/** A number's digits may go on after the cut: only what follows shows that it is whole. */
const LITERAL =
  /(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?=\s*[,}\]])/y
const SPACE = /\s*/y

/**
 * Reads a JSON text that may be cut off anywhere, or go on as something else: every text, number,
 * element and field that stands there whole, and nothing of the one that does not. For short texts:
 * it goes as deep as they do.
 */
export function readCutJson(text: string): CutJson {
  const reader: Reader = { text, at: 0, isCut: false }
  const value = readValue(reader)
  take(reader, SPACE)
  return { value, isWhole: !reader.isCut && reader.at === text.length }
}

function readValue(reader: Reader): unknown {
  take(reader, SPACE)
  switch (reader.text[reader.at]) {
    case "{":
      return Object.fromEntries(readParts(reader, "}", readField))
    case "[":
      return readParts(reader, "]", readElement)
    case '"':
      return readToken(reader, STRING)
    default:
      return readToken(reader, LITERAL)
  }
}

/** What stands between a bracket and its counterpart, parted by commas. */
function readParts<T>(
  reader: Reader,
  end: string,
  readPart: (reader: Reader) => T | undefined
): T[] {
  const parts: T[] = []
  reader.at += 1
  take(reader, SPACE)
  if (skip(reader, end)) {
    return parts
  }
  while (!reader.isCut) {
    const part = readPart(reader)
    if (part !== undefined) {
      parts.push(part)
    }
    take(reader, SPACE)
    if (skip(reader, end)) {
      return parts
    }
    reader.isCut ||= !skip(reader, ",")
  }
  return parts
}

function readField(reader: Reader): [string, unknown] | undefined {
  take(reader, SPACE)
  const key = readToken(reader, STRING)
  take(reader, SPACE)
  if (typeof key !== "string" || !skip(reader, ":")) {
    reader.isCut = true
    return undefined
  }
  const value = readValue(reader)
  return value === undefined ? undefined : [key, value]
}

function readElement(reader: Reader): unknown {
  return readValue(reader)
}

function readToken(reader: Reader, pattern: RegExp): unknown {
  const token = take(reader, pattern)
  const value = token === null ? undefined : parseJson(token)
  reader.isCut ||= value === undefined
  return value
}

/** A text with what JSON does not allow, such as a bare line break, says nothing either. */
function parseJson(token: string): unknown {
  try {
    return JSON.parse(token) as unknown
  } catch {
    return undefined
  }
}

function take(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.at
  const token = pattern.exec(reader.text)?.[0] ?? null
  reader.at += token?.length ?? 0
  return token
}

function skip(reader: Reader, character: string): boolean {
  const isThere = reader.text[reader.at] === character
  reader.at += isThere ? 1 : 0
  return isThere
}
