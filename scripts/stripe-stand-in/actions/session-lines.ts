import type Stripe from "stripe"
import type { SessionDetails, SessionLine } from "../objects/wire"
import type { Store } from "../store"

/** The session's lines in the order in which the storefront gave them. */
export function linesOf(store: Store, session: string): SessionLine[] {
  const ids = store.sessionDetails.get(session)?.lineIds ?? []
  return ids
    .map((id) => store.sessionLines.get(id))
    .filter((line) => line !== undefined)
}

/** `total_details.breakdown`: what each discount and each tax rate comes to over all lines. */
export function totalBreakdown(
  store: Store,
  details: SessionDetails
): Stripe.Checkout.Session.TotalDetails.Breakdown {
  const lines = linesOf(store, details.id)
  const discounts = new Map<
    string,
    Stripe.Checkout.Session.TotalDetails.Breakdown.Discount
  >()
  for (const { amount, discount } of lines.flatMap((line) => line.discounts)) {
    const before = discounts.get(discount.id)?.amount ?? 0
    discounts.set(discount.id, { amount: before + amount, discount })
  }
  const taxes = new Map<
    string,
    Stripe.Checkout.Session.TotalDetails.Breakdown.Tax
  >()
  for (const tax of [
    ...lines.flatMap((line) => line.taxes),
    ...details.shippingTaxes,
  ]) {
    const before = taxes.get(tax.rate.id)
    taxes.set(tax.rate.id, {
      ...tax,
      amount: (before?.amount ?? 0) + tax.amount,
      taxable_amount: (before?.taxable_amount ?? 0) + (tax.taxable_amount ?? 0),
    })
  }
  return { discounts: [...discounts.values()], taxes: [...taxes.values()] }
}
