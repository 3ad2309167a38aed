import type Stripe from "stripe"
import { chargeableStep } from "../money/currency"
import {
  computeTotals,
  type LineTotals,
  type Reduction,
  type Totals,
} from "../money/totals"
import { buildDiscount } from "../objects/promotion"
import type { SessionLine } from "../objects/wire"
import type { Store } from "../store"
import { linesOf } from "./session-lines"

/** A coupon, and the code by which the customer came to it where there was one. */
export interface Promotion {
  coupon: Stripe.Coupon
  promotion_code: string | null
}

export interface TaxDue {
  rate: Stripe.TaxRate
  onShipping: boolean
}

/** Works out all amounts of a session anew, and stores them on it and on its lines. */
export function applyAmounts(
  store: Store,
  session: Stripe.Checkout.Session,
  terms: {
    promotion: Promotion | null
    tax: TaxDue | null
    shippingRate: Stripe.ShippingRate | null
  }
): Stripe.Checkout.Session {
  const { promotion, tax, shippingRate } = terms
  const lines = linesOf(store, session.id)
  const shipping = shippingRate?.fixed_amount
  const totals = computeTotals({
    lineSubtotals: lines.map(
      ({ item }) => (item.price.unit_amount ?? 0) * (item.quantity ?? 1)
    ),
    reduction: promotion && reductionOf(promotion.coupon),
    taxPercent: tax?.rate.percentage ?? null,
    taxInclusive: tax?.rate.inclusive ?? false,
    shipping: shipping
      ? { amount: shipping.amount, taxed: tax?.onShipping ?? false }
      : null,
    step: chargeableStep(session.currency ?? "usd"),
  })
  const discount = promotion && discountOn(session, promotion)
  lines.forEach((line, index) => {
    const amounts = totals.lines[index]
    if (amounts) {
      store.sessionLines.put(
        pricedLine(line, amounts, discount, tax?.rate ?? null)
      )
    }
  })
  storeShippingTaxes(store, session.id, totals, tax)
  return store.checkoutSessions.put({
    ...session,
    ...sessionAmounts(totals),
    discounts: sessionDiscounts(promotion),
    shipping_cost: totals.shipping && {
      amount_subtotal: totals.shipping.subtotal,
      amount_tax: totals.shipping.tax,
      amount_total: totals.shipping.total,
      shipping_rate: shippingRate?.id ?? null,
    },
  })
}

function pricedLine(
  line: SessionLine,
  amounts: LineTotals,
  discount: Stripe.Discount | null,
  rate: Stripe.TaxRate | null
): SessionLine {
  return {
    id: line.id,
    item: {
      ...line.item,
      amount_discount: amounts.discount,
      amount_subtotal: amounts.subtotal,
      amount_tax: amounts.tax,
      amount_total: amounts.total,
    },
    discounts: discount ? [{ amount: amounts.discount, discount }] : [],
    taxes: rate ? [taxOf(rate, amounts.tax, amounts.taxable)] : [],
  }
}

function taxOf(
  rate: Stripe.TaxRate,
  amount: number,
  taxable_amount: number
): Stripe.LineItem.Tax {
  return { amount, rate, taxability_reason: "standard_rated", taxable_amount }
}

function storeShippingTaxes(
  store: Store,
  session: string,
  { shipping }: Totals,
  tax: TaxDue | null
): void {
  const details = store.sessionDetails.get(session)
  if (details) {
    const due =
      shipping && tax?.onShipping
        ? [taxOf(tax.rate, shipping.tax, shipping.taxable)]
        : []
    store.sessionDetails.put({ ...details, shippingTaxes: due })
  }
}

function sessionAmounts(
  totals: Totals
): Pick<
  Stripe.Checkout.Session,
  "amount_subtotal" | "amount_total" | "total_details"
> {
  return {
    amount_subtotal: totals.amount_subtotal,
    amount_total: totals.amount_total,
    total_details: {
      amount_discount: totals.amount_discount,
      amount_shipping: totals.amount_shipping,
      amount_tax: totals.amount_tax,
    },
  }
}

/** The `discounts` of a session: a typed code is shown instead of its coupon. */
export function sessionDiscounts(
  promotion: Promotion | null
): Stripe.Checkout.Session.Discount[] {
  if (!promotion) {
    return []
  }
  const { coupon, promotion_code } = promotion
  return [
    promotion_code
      ? { coupon: null, promotion_code }
      : { coupon: coupon.id, promotion_code: null },
  ]
}

function discountOn(
  session: Stripe.Checkout.Session,
  { coupon, promotion_code }: Promotion
): Stripe.Discount {
  return buildDiscount({
    session: session.id,
    coupon: coupon.id,
    promotion_code,
    start: session.created,
  })
}

function reductionOf(coupon: Stripe.Coupon): Reduction {
  return coupon.percent_off === null
    ? { amount_off: coupon.amount_off ?? 0 }
    : { percent_off: coupon.percent_off }
}
