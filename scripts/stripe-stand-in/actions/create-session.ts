import type Stripe from "stripe"
import { newId } from "../ids"
import {
  buildCheckoutSession,
  type CheckoutSessionInput,
} from "../objects/checkout-session"
import { buildDiscount } from "../objects/promotion"
import type { SessionLine, WirePrice } from "../objects/wire"
import { chargeableStep } from "../money/currency"
import {
  computeTotals,
  type LineTotals,
  type Reduction,
  type Totals,
} from "../money/totals"
import type { Store } from "../store"
import { linesOf } from "./session-lines"

export interface LineDraft {
  price: WirePrice
  quantity: number
  description: string
  metadata: Stripe.Metadata
}

export interface SessionDraft extends Omit<CheckoutSessionInput, "discounts"> {
  lines: LineDraft[]
  promotion: Promotion | null
  payment_intent: { metadata: Stripe.Metadata; description: string | null }
}

/** A coupon, and the code by which the customer came to it where there was one. */
export interface Promotion {
  coupon: Stripe.Coupon
  promotion_code: string | null
}

export interface TaxDue {
  rate: Stripe.TaxRate
  onShipping: boolean
}

/** Makes an open Checkout Session: its lines are stored, no tax is known, nothing is paid. */
export function createSession(
  store: Store,
  draft: SessionDraft
): Stripe.Checkout.Session {
  const session = store.checkoutSessions.put(
    buildCheckoutSession({
      ...draft,
      discounts: sessionDiscounts(draft.promotion),
    })
  )
  const lines = draft.lines.map((line) => store.sessionLines.put(newLine(line)))
  store.sessionDetails.put({
    id: session.id,
    lineIds: lines.map((line) => line.id),
    shippingTaxes: [],
    paymentIntent: draft.payment_intent,
  })
  return applyAmounts(store, session, {
    promotion: draft.promotion,
    tax: null,
    shippingRate: null,
  })
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

function newLine({
  price,
  quantity,
  description,
  metadata,
}: LineDraft): SessionLine {
  const id = newId("li_1")
  const item = {
    id,
    object: "item" as const,
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: 0,
    amount_tax: 0,
    amount_total: 0,
    currency: price.currency,
    description,
    metadata,
    price,
    quantity,
  }
  return { id, item, discounts: [], taxes: [] }
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
        ? [taxOf(tax.rate, shipping.tax, shipping.subtotal)]
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

function sessionDiscounts(
  promotion: Promotion | null
): Stripe.Checkout.Session.Discount[] {
  if (!promotion) {
    return []
  }
  // A code typed by the customer is shown instead of the coupon behind it.
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
