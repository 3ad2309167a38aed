import fc from "fast-check"
import type Stripe from "stripe"
import { knownLine } from "./import-facts"
import {
  type GivenTax,
  discountsOf,
  share,
  sum,
  taxesOf,
} from "./stripe-arithmetic"
import { paidSession } from "./stripe-objects"

/*
 * Checkout Sessions as Stripe would make them of what was sold. A price may have decimals that its
 * sum has not. Amounts are minor units.
 */

type Sale = {
  /** Thousandths of the smallest amount that can be charged. */
  unitThousandths: number
  quantity: number
  /** In percent of what the one before left. */
  off: number[]
  taxes: GivenTax[]
}

export type GeneratedSession = {
  currency: string
  lines: Stripe.LineItem[]
  session: Stripe.Checkout.Session
  /** What Stripe took off the shipping: it says so nowhere. */
  shippingDiscount: number
}

// Not more than 30 % each: of a yen or two, Stripe's rounding would leave a price of nothing.
const tax: fc.Arbitrary<GivenTax> = fc.record({
  thousandths: fc.integer({ min: 0, max: 30_000 }),
  inclusive: fc.boolean(),
})

const percent = fc.oneof(fc.constant(100), fc.integer({ min: 0, max: 100 }))

const sale: fc.Arbitrary<Sale> = fc.record({
  unitThousandths: fc.oneof(
    fc.integer({ min: 0, max: 500_000 }).map((whole) => whole * 1000),
    fc.integer({ min: 0, max: 500_000_000 })
  ),
  quantity: fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 13 })),
  off: fc.array(percent, { maxLength: 3 }),
  taxes: fc.array(tax, { maxLength: 3 }),
})

const shipping = fc.option(
  fc.record({
    price: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 })),
    off: fc.oneof(fc.constant(0), percent),
    taxes: fc.array(tax, { maxLength: 2 }),
  })
)

/** Sessions whose parts add up to what was taken. */
export const generatedSession: fc.Arbitrary<GeneratedSession> = fc
  .record({
    currency: fc.constantFrom("usd", "cad", "jpy", "kwd"),
    sales: fc.array(sale, { minLength: 1, maxLength: 6 }),
    shipping,
  })
  .map(({ currency, sales, shipping: chosen }) => {
    const step = currency === "kwd" ? 10 : 1
    const lines = sales.map((sold, index) =>
      toLine(sold, index, currency, step)
    )
    const cost = chosen && toShipping(chosen, step)
    const total =
      sum(lines.map((line) => line.amount_total)) + (cost?.amount_total ?? 0)
    return {
      currency,
      lines,
      session: sessionOf(currency, total, cost),
      shippingDiscount: chosen ? share(chosen.price, chosen.off, step) : 0,
    }
  })

function sessionOf(
  currency: string,
  amount_total: number,
  shipping_cost: Stripe.Checkout.Session.ShippingCost | null
): Stripe.Checkout.Session {
  const isFree = amount_total === 0
  return paidSession({
    currency,
    amount_total,
    shipping_cost,
    payment_intent: isFree ? null : "pi_1",
    payment_status: isFree ? "no_payment_required" : "paid",
  })
}

function toLine(
  sold: Sale,
  index: number,
  currency: string,
  step: number
): Stripe.LineItem {
  const amount_subtotal =
    Math.round((sold.unitThousandths * sold.quantity) / 1000) * step
  const discounts = discountsOf(amount_subtotal, sold.off, step)
  const taxable = amount_subtotal - sum(discounts.map(({ amount }) => amount))
  const { taxes, onTop } = taxesOf(taxable, sold.taxes, step)
  return knownLine({
    id: `li_${index}`,
    currency,
    quantity: sold.quantity,
    amount_subtotal,
    amount_discount: amount_subtotal - taxable,
    amount_tax: sum(taxes.map(({ amount }) => amount)),
    amount_total: taxable + onTop,
    discounts,
    taxes,
  })
}

function toShipping(
  chosen: { price: number; off: number; taxes: GivenTax[] },
  step: number
): Stripe.Checkout.Session.ShippingCost {
  const price = chosen.price * step
  const taxable = price - share(chosen.price, chosen.off, step)
  const { taxes, onTop } = taxesOf(taxable, chosen.taxes, step)
  return {
    amount_subtotal: price,
    amount_tax: sum(taxes.map(({ amount }) => amount)),
    amount_total: taxable + onTop,
    shipping_rate: null,
    taxes,
  }
}
