import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import type { Cart } from "./cart-entry"
import { type CartLine, groupBy } from "./cart-line"
import { foldText, foldTextOrNull } from "./fold-text"
import { pairGroup } from "./pair-group"
import { piecesInText } from "./read-size"

/**
 * Finds what the storefront's cart says of each line. Two sizes of one style are two lines of one
 * price: their order and their quantities tell them apart. Nothing is guessed: where these leave two
 * ways, or contradict each other, a line has no entry.
 *
 * @returns an entry or null for each line, in the lines' order
 */
export function pairCart(
  lines: readonly CartLine[],
  cart: Cart
): (ToldItem | null)[] {
  const groups = groupBy(lines, sameNames)
  const owners = cart.entries.map((entry) => ownersOf(entry, groups))
  const pairs = groups.flatMap((group) => {
    // Of an entry that may be another group's, and of what follows it, nobody knows the place.
    const doubtful = owners.findIndex(
      (owner) => owner.length > 1 && owner.includes(group)
    )
    const end = doubtful < 0 ? cart.entries.length : doubtful
    const entries = cart.entries.filter(
      (_, index) => index < end && owners[index]?.includes(group)
    )
    return pairGroup(group, entries, cart.isWhole && doubtful < 0)
  })
  const entryOf = new Map(pairs)
  return lines.map((line) => entryOf.get(line) ?? null)
}

function sameNames({ priceId, productId, name }: CartLine): string {
  return JSON.stringify([priceId, productId, foldText(name)])
}

/** The lines of which an entry speaks best; of several groups if they are named alike. */
function ownersOf(
  entry: ToldItem,
  groups: readonly CartLine[][]
): CartLine[][] {
  const evidence = groups.map((group) => evidenceOf(entry, group[0]))
  const best = Math.max(0, ...evidence)
  return groups.filter((_, index) => best > 0 && evidence[index] === best)
}

/** 0 where an entry does not speak of a line. A price says more than a product, that than a name. */
function evidenceOf(entry: ToldItem, line: CartLine | undefined): number {
  const isOfPrice =
    entry.stripePriceId !== null && entry.stripePriceId === line?.priceId
  const names = [
    [entry.stripePriceId, line?.priceId, 4],
    [entry.productId, line?.productId, 2],
    // The two- and the three-piece are one product, but two prices.
    [
      !isOfPrice && piecesInText(entry.productName),
      piecesInText(line?.name),
      0,
    ],
  ] as const
  if (names.some(([said, is]) => said && is && said !== is)) {
    return 0
  }
  const name = foldTextOrNull(entry.productName)
  return names
    .map(([said, is, weight]) => (said && said === is ? weight : 0))
    .reduce<number>(
      (sum, weight) => sum + weight,
      name && name === foldTextOrNull(line?.name ?? null) ? 1 : 0
    )
}
