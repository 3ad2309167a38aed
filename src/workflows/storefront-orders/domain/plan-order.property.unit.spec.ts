import { MathBN, decorateCartTotals } from "@medusajs/framework/utils"
import fc from "fast-check"
import type Stripe from "stripe"
import { generatedSession } from "../../../../integration-tests/helpers/generated-sessions"
import { facts } from "../../../../integration-tests/helpers/import-facts"
import { sum } from "../../../../integration-tests/helpers/stripe-arithmetic"
import { minorUnitExponent } from "../../../lib/money"
import { type PlannedOrder, planImport } from "./plan-order"

/** fast-check prints the seed and the smallest session that fails. */
const SESSIONS = 10_000

type Amount = Parameters<typeof MathBN.mult>[0]

type Totals = Record<
  | "subtotal"
  | "original_total"
  | "discount_subtotal"
  | "discount_total"
  | "tax_total"
  | "total",
  Amount
>

type Priced = {
  is_tax_inclusive: boolean
  adjustments: { amount: Amount }[]
  tax_lines: { code: string; total: Amount }[]
}

/** Medusa adds its own totals to what it is given, with more digits than money has. */
type Shown = {
  total: Amount
  tax_total: Amount
  items: (Totals & Priced & { metadata: { stripe_line_item_id: string } })[]
  shipping_methods: (Totals & Priced)[]
}

/** Stripe's amounts of a line or the shipping. */
type Parts = Pick<
  Stripe.LineItem,
  "amount_subtotal" | "amount_discount" | "amount_tax" | "amount_total"
> & { discounts: number[]; taxes: Stripe.LineItem.Tax[] }

/** What Medusa makes of it, with the calculation that the admin shows. */
function shownOf({ items, shipping_methods }: PlannedOrder): Shown {
  // The calculation writes into what it is given.
  const copy = structuredClone({ items, shipping_methods })
  return decorateCartTotals(copy) as unknown as Shown
}

/** The same of Stripe's amounts and of Medusa's, in minor units. */
function asStripeSays(parts: Parts, isInside: boolean) {
  const inside = parts.taxes.filter(({ rate }) => rate.inclusive)
  // Where other tax comes on top, Medusa's price is without the tax inside.
  const mixed = isInside ? 0 : sum(inside.map(({ amount }) => amount))
  return {
    price: parts.amount_subtotal - mixed,
    discount: parts.amount_discount,
    discounts: parts.discounts.filter((amount) => amount > 0),
    tax: parts.amount_tax,
    taxes: parts.taxes.map(({ amount }) => amount).filter(Boolean),
    total: parts.amount_total,
  }
}

function asMedusaShows(shown: Totals & Priced, currency: string) {
  const isInside = shown.is_tax_inclusive
  const minor = (amount: Amount) => minorOf(amount, currency)
  return {
    price: minor(isInside ? shown.original_total : shown.subtotal),
    discount: minor(isInside ? shown.discount_total : shown.discount_subtotal),
    discounts: shown.adjustments.map(({ amount }) => minor(amount)),
    tax: minor(shown.tax_total),
    taxes: shown.tax_lines.map(({ total }) => minor(total)),
    total: minor(shown.total),
  }
}

function minorOf(amount: Amount, currency: string): number {
  return MathBN.mult(amount, 10 ** minorUnitExponent(currency))
    .decimalPlaces(6)
    .toNumber()
}

function expectSame(shown: Totals & Priced, parts: Parts, currency: string) {
  const seen = asMedusaShows(shown, currency)
  expect(seen).toEqual(asStripeSays(parts, shown.is_tax_inclusive))
}

it(`F27, F28: ${SESSIONS} sessions become orders with every amount of Stripe's`, () => {
  fc.assert(
    fc.property(generatedSession, (generated) => {
      const { lines, session, currency, shippingDiscount } = generated
      const { order, issues } = planImport(facts(session, { lineItems: lines }))
      expect(issues.filter(({ kind }) => kind === "totals_disagree")).toEqual(
        []
      )
      const shown = shownOf(order)
      expect(minorOf(shown.total, currency)).toBe(session.amount_total)
      const sold = lines.filter(({ quantity }) => quantity !== 0)
      expect(shown.items).toHaveLength(sold.length)
      sold.forEach((line, index) => {
        const item = shown.items[index]
        expect(item?.metadata.stripe_line_item_id).toBe(line.id)
        const discounts = (line.discounts ?? []).map(({ amount }) => amount)
        const parts = { ...line, discounts, taxes: line.taxes ?? [] }
        expectSame(item as Shown["items"][number], parts, currency)
      })
      const cost = session.shipping_cost
      expect(shown.shipping_methods).toHaveLength(cost ? 1 : 0)
      const [method] = shown.shipping_methods
      if (cost && method) {
        const taxes = cost.taxes ?? []
        const amount_discount = shippingDiscount
        const parts = { ...cost, amount_discount, taxes, discounts: [] }
        const { discounts: _, ...seen } = asMedusaShows(method, currency)
        const { discounts: __, ...said } = asStripeSays(
          parts,
          method.is_tax_inclusive
        )
        expect(seen).toEqual(said)
      }
    }),
    { numRuns: SESSIONS }
  )
})
