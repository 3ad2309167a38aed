import { formatMoney, toMinorAmount } from "../../../lib/money"
import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import type {
  NewIssue,
  PaymentReference,
} from "../../../modules/storefront-orders/types"
import { itemKey } from "./item-key"
import type { ItemMatch } from "./match-item"
import type { StorefrontItem } from "./storefront-item"

/**
 * The question about a line that was not matched to one variant; none where it was.
 *
 * @param hint what the storefront's call said of it, for staff to see.
 */
export function issueOfMatch(
  match: ItemMatch,
  item: StorefrontItem | undefined,
  { lineId, hint }: { lineId: string | undefined; hint: ToldItem | null }
): NewIssue[] {
  if (match.kind === "matched" || !item || !lineId) {
    return []
  }
  const candidates = match.kind === "ambiguous" ? match.candidates : []
  return [
    {
      kind: match.kind === "ambiguous" ? "line_ambiguous" : "line_not_matched",
      subject: lineId,
      message: `Which item is «${item.name}»? ${match.reason}. Choose the variant, so that its stock is reserved`,
      item_key: itemKey(item),
      details: {
        item: { ...item },
        candidates: candidates.map(({ id, sku, title }) => ({
          id,
          sku,
          title,
        })),
        ...(hint ? { hint } : {}),
      },
    },
  ]
}

/** The question asked where the lines do not add up to what Stripe took; none where they do. */
export function issueOfTotals(
  orderId: string,
  orderTotal: number,
  { amount, currency_code: currency }: PaymentReference
): NewIssue[] {
  if (orderTotal === amount) {
    return []
  }
  const paid = formatMoney({ minor: toMinorAmount(amount), currency })
  const counted = formatMoney({ minor: toMinorAmount(orderTotal), currency })
  return [
    {
      kind: "totals_disagree",
      subject: orderId,
      message: `The customer paid ${paid}, but the lines, shipping and tax come to ${counted}. Check the order against the payment in Stripe`,
      details: {
        paid_minor: amount,
        order_total_minor: orderTotal,
        currency_code: currency,
      },
    },
  ]
}
