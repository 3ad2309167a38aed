import { createHash } from "node:crypto"

const digest = (name: string): Buffer =>
  createHash("sha256").update(`catalog:${name}`).digest()

/**
 * A UUID that is the same on every run, so that the legacy store, Stripe and
 * Medusa can be filled apart from each other and still fit together.
 *
 * @returns a version 8 (custom) UUID after RFC 9562
 */
export const stableUuid = (name: string): string => {
  const bytes = digest(name).subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString("hex")
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-")
}

/** Stripe's ids are letters and digits after the prefix. */
export const stripeId = (
  prefix: "prod" | "price",
  ...words: string[]
): string => `${prefix}_1${words.join(" ").replace(/[^A-Za-z0-9]/g, "")}`

/** The sizes that the README and the demo name: enough for a few trials. */
const wellStocked = new Map([
  ["KCT-BURGUNDY-38R-2P", 12],
  ["KCT-BLACK-40R-3P", 9],
  ["KCT-WHITE-SHIRT-16.5-34-35", 24],
  ["KCT-BURGUNDY-TIE", 60],
])

/**
 * Stock as a shop has it in the middle of a season: about one size in ten is
 * sold out, one in ten is down to its last piece, the rest has 2 to 15.
 */
export const openingStock = (sku: string): number => {
  const given = wellStocked.get(sku)
  if (given !== undefined) {
    return given
  }
  const roll = digest(`stock:${sku}`).readUInt16BE(0)
  const tenth = roll % 10
  return tenth < 2 ? tenth : 2 + (Math.floor(roll / 10) % 14)
}
