import { createHash } from "node:crypto"

/**
 * An id that follows from what it stands for, so that a second run of the same work makes the same
 * id and the primary key refuses a double.
 *
 * @param prefix Medusa's own prefix of the entity: `order`, `ordli`, `resitem` …
 * @param parts what the entity stands for; the order counts.
 * @returns for example `order_9F3K…`: the prefix and 26 characters of Crockford's base 32, the
 *   length of Medusa's own ids. 130 bits of SHA-256: no two payments will ever share one.
 */
export function deriveId(
  prefix: string,
  ...parts: readonly (string | number)[]
): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([prefix, ...parts]))
    .digest()
  return `${prefix}_${toBase32(digest).slice(0, 26)}`
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

function toBase32(bytes: Buffer): string {
  let text = ""
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += CROCKFORD.charAt((value >>> bits) & 31)
    }
    value &= (1 << bits) - 1
  }
  return text
}
