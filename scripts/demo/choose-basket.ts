import { findSellable, type Sellable } from "../seed/catalog"
import type { AdminClient } from "./admin-client"
import { DemoError } from "./demo-error"
import { findItem } from "./find-item"
import { type DemoOptions, KINDS, type Kind } from "./options"

export type BasketItem = Sellable & { sku: string; quantity: number }

export type Basket = { kind: Kind; items: BasketItem[] }

/** One for each kind of payment; a size that is sold out gives way to the next of its style. */
const WISHES: Record<Kind, readonly string[]> = {
  priced: ["KCT-BURGUNDY-38R-2P", "KCT-WHITE-SHIRT-16.5-34-35"],
  ad_hoc: ["KCT-BLACK-40R-3P", "KCT-GOLD-VEST-L"],
  express: ["KCT-BLACK-OXFORD-9.5"],
}

/**
 * What the customer buys, and by which kind of Checkout Session.
 *
 * @param turn counts the payments of one run from 0.
 * @throws DemoError on an unknown SKU, or where a whole style is sold out.
 */
export async function chooseBasket(
  { items, kind: fixedKind }: Pick<DemoOptions, "items" | "kind">,
  turn: number,
  admin: AdminClient
): Promise<Basket> {
  const kind = fixedKind ?? KINDS[turn % KINDS.length] ?? "priced"
  const basket = items
    ? items.map(({ sku, quantity }) => toBasketItem(findItem(sku), quantity))
    : await Promise.all(WISHES[kind].map((sku) => inStock(sku, admin)))
  // An express payment is for one item.
  return { kind, items: kind === "express" ? basket.slice(0, 1) : basket }
}

async function inStock(sku: string, admin: AdminClient): Promise<BasketItem> {
  const wish = findSellable(sku)
  const others = wish.style.variants.filter(
    ({ tier }) => tier === wish.variant.tier
  )
  const skus = [sku, ...others.map((variant) => variant.sku)]
  const stock = await admin.stock(skus)
  const found = skus.find((one) => (stock.get(one)?.available ?? 0) > 0)
  if (!found) {
    throw new DemoError(
      `Every size of ${wish.name} is sold out. Name something else in --items, or begin anew: npm run up -- --fresh`
    )
  }
  return toBasketItem(findSellable(found), 1)
}

const toBasketItem = (item: Sellable, quantity: number): BasketItem => ({
  ...item,
  sku: item.variant.sku,
  quantity,
})
