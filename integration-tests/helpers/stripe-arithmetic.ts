import type Stripe from "stripe"
import { stripeTax } from "./stripe-objects"

/*
 * Stripe's own arithmetic: discounts are taken one after the other, and each tax is rounded by
 * itself. Amounts are minor units; `step` is the smallest that can be charged.
 */

/** A tax in thousandths of a percent, inside the price or on top of it. */
export type GivenTax = { thousandths: number; inclusive: boolean }

/** A share of an amount given in steps. @returns minor units */
export function share(steps: number, percentage: number, step: number): number {
  return Math.round((steps * percentage) / 100) * step
}

/** Discounts in percent, each of what the one before left. */
export function discountsOf(
  subtotal: number,
  off: readonly number[],
  step: number
): Stripe.LineItem.Discount[] {
  let left = subtotal
  return off.map((percentage, index) => {
    const amount = share(left / step, percentage, step)
    left -= amount
    return { amount, discount: discount(`di_${index}`) }
  })
}

function discount(id: string): Stripe.Discount {
  return {
    id,
    object: "discount",
    checkout_session: "cs_test_1",
    customer: null,
    customer_account: null,
    end: null,
    invoice: null,
    invoice_item: null,
    promotion_code: id.replace("di", "promo"),
    source: { type: "coupon", coupon: null },
    start: 0,
    subscription: null,
    subscription_item: null,
  }
}

/** Tax inside the price comes out of it first; what comes on top is of what is left. */
export function taxesOf(
  taxable: number,
  given: readonly GivenTax[],
  step: number
): { taxes: Stripe.LineItem.Tax[]; onTop: number } {
  const inside = given.filter(({ inclusive }) => inclusive)
  const base = 100_000 + sum(inside.map(({ thousandths }) => thousandths))
  const amountOf = (of: number, thousandths: number, whole: number) =>
    Math.round((of * thousandths) / whole / step) * step
  const taken = inside.map((one) => amountOf(taxable, one.thousandths, base))
  const net = taxable - sum(taken)
  const added = given
    .filter(({ inclusive }) => !inclusive)
    .map(({ thousandths }) => amountOf(net, thousandths, 100_000))
  const toTax = (inclusive: boolean) => (amount: number, index: number) =>
    stripeTax(amount, { id: `txr_${String(inclusive)}_${index}`, inclusive })
  return {
    taxes: [...taken.map(toTax(true)), ...added.map(toTax(false))],
    onTop: sum(added),
  }
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
