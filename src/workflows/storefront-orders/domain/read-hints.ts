import type Stripe from "stripe"
import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import type { CartLine } from "./cart-line"
import { pairCart } from "./pair-cart"
import { toCartLine } from "./read-session-items"

/**
 * Finds what the storefront's call says of each line that was sold: by the names it uses, as in a
 * cart; and where one line and one of its items are left, these.
 *
 * @param lineItems as in `readSessionItems`
 * @returns an item or null for each line that was sold, in the lines' order
 */
export function readHints(
  lineItems: readonly Stripe.LineItem[],
  told: readonly ToldItem[]
): (ToldItem | null)[] {
  // The call may name a price that was made for this one session: it speaks of this session alone.
  const prices = lineItems.map(({ price }) => price?.id ?? null)
  const lines = lineItems
    .filter(({ quantity }) => quantity !== 0)
    .map((line) => toCartLine(line, prices))
  const paired = pairCart(lines, { entries: told, isWhole: true })
  return told.length === lines.length
    ? withLastOne(lines, paired, told)
    : paired
}

/** Of as many items as lines, all but one known: the last item can only be the last line's. */
function withLastOne(
  lines: readonly CartLine[],
  paired: readonly (ToldItem | null)[],
  told: readonly ToldItem[]
): (ToldItem | null)[] {
  const left = told.filter((item) => !paired.includes(item))
  const [item] = left
  const index = paired.indexOf(null)
  const line = lines[index]
  const isLast = left.length === 1 && paired.lastIndexOf(null) === index
  return isLast && item && line && mayBe(item, line)
    ? paired.with(index, item)
    : [...paired]
}

function mayBe(item: ToldItem, line: CartLine): boolean {
  const names = [
    [item.stripePriceId, line.priceId],
    [item.productId, line.productId],
  ] as const
  return (
    names.every(([said, is]) => !said || !is || said === is) &&
    (item.quantity === null || item.quantity === line.quantity)
  )
}
