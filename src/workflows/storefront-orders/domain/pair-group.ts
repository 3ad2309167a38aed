import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import { type CartLine, groupBy } from "./cart-line"
import { foldTextOrNull } from "./fold-text"
import { foldSize } from "./read-size"

/** A line and what the cart says of it. */
export type Pair = [CartLine, ToldItem]

/**
 * Pairs lines of the same names with the entries that speak of them, by order and quantity.
 *
 * @param isWhole whether there can be no further entry
 */
export function pairGroup(
  lines: readonly CartLine[],
  entries: readonly ToldItem[],
  isWhole: boolean
): Pair[] {
  if (agreeInOrder(lines, entries, isWhole)) {
    return zip(lines, entries)
  }
  if (lines.some(({ isAdjustable }) => isAdjustable)) {
    return []
  }
  const [first] = entries
  if (first && isWhole && saySame(entries) && sumOf(lines) === sumOf(entries)) {
    // The same thing was put into the cart twice, and is one line at Stripe, or the reverse.
    return lines.map((line) => [line, first])
  }
  return groupBy(lines, ({ quantity }) => quantity).flatMap((ofQuantity) => {
    const alike = entries.filter(
      ({ quantity }) => quantity === ofQuantity[0]?.quantity
    )
    return alike.length === ofQuantity.length && saySame(alike)
      ? zip(ofQuantity, alike)
      : []
  })
}

/** Whether the entries are the lines' in their order, as far as the entries go. */
function agreeInOrder(
  lines: readonly CartLine[],
  entries: readonly ToldItem[],
  isWhole: boolean
): boolean {
  const isEach = isWhole && entries.length === lines.length
  const haveOneQuantity =
    new Set(lines.map(({ quantity }) => quantity)).size < 2
  return (
    entries.length <= lines.length &&
    entries.every(({ quantity }, index) => {
      const line = lines[index]
      return quantity === null
        ? // Where not even the first entry's quantity shows that the order is the same.
          index > 0 || haveOneQuantity
        : quantity === line?.quantity || (isEach && !!line?.isAdjustable)
    })
  )
}

function saySame(entries: readonly ToldItem[]): boolean {
  const said = entries.map(({ size, color, sku, ...ids }) =>
    JSON.stringify([
      foldSize(size),
      foldTextOrNull(color),
      foldTextOrNull(sku),
      ids.medusaVariantId,
      ids.legacyVariantId,
    ])
  )
  return new Set(said).size === 1
}

/** NaN where a quantity is not known: it equals no sum. */
function sumOf(things: readonly { quantity: number | null }[]): number {
  return things.reduce((sum, { quantity }) => sum + (quantity ?? NaN), 0)
}

function zip(lines: readonly CartLine[], entries: readonly ToldItem[]): Pair[] {
  return lines.flatMap((line, index) => {
    const entry = entries[index]
    return entry ? [[line, entry] satisfies Pair] : []
  })
}
