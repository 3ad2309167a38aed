import type Stripe from "stripe"
import type {
  ToldByCaller,
  ToldItem,
} from "../../../modules/storefront-orders/domain/storefront-call"
import type { CatalogSnapshot } from "./catalog-snapshot"
import { type HintedMatch, matchWithHint } from "./match-with-hint"
import { pairByVariant } from "./pair-by-variant"
import { readHints } from "./read-hints"
import { readSessionItems } from "./read-session-items"

/** A line that was sold, and what the storefront's call says of it. */
export type MatchedLine = HintedMatch & { hint: ToldItem | null }

/** A Checkout Session and all its line items, as Stripe has them. */
export type SoldLines = {
  session: Stripe.Checkout.Session
  lineItems: readonly Stripe.LineItem[]
}

/**
 * What each line that was sold is: by the session, and only where that leaves a question by what the
 * storefront's call says.
 *
 * @returns in the lines' order, without those that the customer set to none
 */
export function matchLines(
  { session, lineItems }: SoldLines,
  called: ToldByCaller | null,
  catalog: CatalogSnapshot
): MatchedLine[] {
  const items = readSessionItems(session, lineItems)
  const told = called?.told.items ?? []
  const byName = readHints(lineItems, told)
  const hints = pairByVariant(items, byName, told, catalog)
  return items.map((item, index) => {
    const hint = hints[index] ?? null
    return {
      ...matchWithHint(item, hint, catalog, called?.actor.id),
      hint,
    }
  })
}
