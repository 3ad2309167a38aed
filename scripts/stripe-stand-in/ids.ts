import { randomInt } from "node:crypto"

const ALPHABET =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/** A random id in Stripe's form: the object's prefix, then letters and digits. */
export function newId(prefix: string, length = 24): string {
  let suffix = ""
  for (let index = 0; index < length; index++) {
    suffix += ALPHABET.charAt(randomInt(ALPHABET.length))
  }
  return prefix + suffix
}

/** Seconds since the epoch, as every `created` at Stripe counts them. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000)
}

/** The id behind a field that holds an id, or with `expand` the whole object. */
export function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === "object" ? (reference?.id ?? null) : reference
}
