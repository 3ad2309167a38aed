/** What a Stripe line item says of itself, by which the cart's entry for it is known. */
export type CartLine = {
  /** A catalogue price; one that was made for the session is in no cart. */
  priceId: string | null
  productId: string | null
  name: string
  quantity: number
  /** Whether the customer could change the quantity on the checkout page. */
  isAdjustable: boolean
}

/** The lines that are alike in something, in the order of the first of each. */
export function groupBy(
  lines: readonly CartLine[],
  keyOf: (line: CartLine) => unknown
): CartLine[][] {
  const groups = new Map<unknown, CartLine[]>()
  for (const line of lines) {
    const key = keyOf(line)
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups.values()]
}
