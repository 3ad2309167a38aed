import type Stripe from "stripe"
import { MathBN, decorateCartTotals } from "@medusajs/framework/utils"
import fc from "fast-check"
import { storefrontItem } from "../../../../integration-tests/helpers/catalog-objects"
import {
  lineItem,
  paidSession,
  stripeTax,
} from "../../../../integration-tests/helpers/stripe-objects"
import { minorUnitExponent } from "../../../lib/money"
import { orderTotal } from "./order-total"
import { planLine } from "./plan-line"
import { planShippingMethods } from "./plan-shipping"

/*
 * Stripe's own arithmetic, with whole minor units only: the price times the quantity, less the
 * discount, and of the rest each tax rounded by itself; on top of the price or inside it.
 */
type Sale = {
  unit: number
  quantity: number
  /** In percent of the subtotal. */
  off: number
  /** In thousandths of a percent; two where a province taxes too. */
  rates: number[]
  inclusive: boolean
}

type Shipping = { price: number; rates: number[]; inclusive: boolean }

const rates = fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 2 })

const sale: fc.Arbitrary<Sale> = fc.record({
  unit: fc.integer({ min: 0, max: 500_000 }),
  quantity: fc.integer({ min: 1, max: 13 }),
  off: fc.integer({ min: 0, max: 100 }),
  rates,
  inclusive: fc.boolean(),
})

const shipping: fc.Arbitrary<Shipping | null> = fc.option(
  fc.record({
    price: fc.integer({ min: 0, max: 5_000 }),
    rates,
    inclusive: fc.boolean(),
  })
)

const currency = fc.constantFrom("usd", "jpy", "kwd")

/** What each rate comes to; inside the price it is that share of price and tax together. */
function taxesOf(taxable: number, given: number[], inclusive: boolean) {
  const all = given.reduce((sum, rate) => sum + rate, 0)
  const base = inclusive ? 100_000 + all : 100_000
  return given.map((rate) => Math.round((taxable * rate) / base))
}

const sum = (amounts: readonly number[]) =>
  amounts.reduce((total, amount) => total + amount, 0)

function toLine(sold: Sale, index: number, code: string): Stripe.LineItem {
  const amount_subtotal = sold.unit * sold.quantity
  const amount_discount = Math.round((amount_subtotal * sold.off) / 100)
  const taxable = amount_subtotal - amount_discount
  const taxes = taxesOf(taxable, sold.rates, sold.inclusive)
  return lineItem({
    id: `li_${index}`,
    currency: code,
    quantity: sold.quantity,
    amount_subtotal,
    amount_discount,
    amount_tax: sum(taxes),
    amount_total: taxable + (sold.inclusive ? 0 : sum(taxes)),
    taxes: taxes.map((amount, n) => stripeTax(amount, { id: `txr_${n}` })),
  })
}

function toShippingCost(
  cost: Shipping | null
): Stripe.Checkout.Session.ShippingCost | null {
  if (!cost) {
    return null
  }
  const taxes = taxesOf(cost.price, cost.rates, cost.inclusive)
  return {
    amount_subtotal: cost.price,
    amount_tax: sum(taxes),
    amount_total: cost.price + (cost.inclusive ? 0 : sum(taxes)),
    shipping_rate: null,
    taxes: taxes.map((amount) => stripeTax(amount)),
  }
}

function toOrder(
  lines: readonly Stripe.LineItem[],
  shipping_cost: Stripe.Checkout.Session.ShippingCost | null,
  currency_code: string
) {
  const context = {
    salesChannelId: null,
    locationIds: [],
    regions: [],
    shippingOptions: [],
  }
  const unmatched = { kind: "unmatched", reason: "unknown" } as const
  return {
    currency_code,
    items: lines.map((line) => {
      const item = storefrontItem({ quantity: line.quantity ?? 1 })
      return planLine("pi_1", line, item, unmatched)
    }),
    shipping_methods: planShippingMethods(
      paidSession({ shipping_cost }),
      currency_code,
      context
    ),
  }
}

it("is what Stripe took, to the minor unit, whatever was sold", () => {
  fc.assert(
    fc.property(
      fc.array(sale, { minLength: 1, maxLength: 6 }),
      shipping,
      currency,
      (sales, cost, code) => {
        const lines = sales.map((sold, index) => toLine(sold, index, code))
        const shippingCost = toShippingCost(cost)
        const paid =
          sum(lines.map((line) => line.amount_total)) +
          (shippingCost?.amount_total ?? 0)
        expect(orderTotal(toOrder(lines, shippingCost, code))).toBe(paid)
      }
    ),
    { numRuns: 500 }
  )
})

it("shows each line's discount and tax, and the shipping's, as Stripe has them", () => {
  fc.assert(
    fc.property(
      fc.array(sale, { minLength: 1, maxLength: 3 }),
      shipping,
      currency,
      (sales, cost, code) => {
        const lines = sales.map((sold, index) => toLine(sold, index, code))
        const shippingCost = toShippingCost(cost)
        const order = structuredClone(toOrder(lines, shippingCost, code))
        const shown = decorateCartTotals(order)
        const minor = (major: Parameters<typeof MathBN.mult>[0]) =>
          MathBN.mult(major, 10 ** minorUnitExponent(code))
            .decimalPlaces(6)
            .toNumber()
        const adjusted = order.items.flatMap(({ adjustments = [] }) =>
          adjustments.map(({ amount }) => minor(amount))
        )
        expect(sum(adjusted)).toBe(
          sum(lines.map((line) => line.amount_discount))
        )
        const taxed = lines.filter(
          (line) => line.amount_subtotal > line.amount_discount
        )
        expect(minor(shown.item_tax_total)).toBe(
          sum(taxed.map((line) => line.amount_tax))
        )
        expect(minor(shown.shipping_tax_total)).toBe(
          shippingCost?.amount_tax ?? 0
        )
        expect(
          order.shipping_methods.flatMap((method) => method.adjustments ?? [])
        ).toEqual([])
      }
    ),
    { numRuns: 200 }
  )
})

it.each([
  ["$1.06 is not $100.00", "usd", 100, 6, 106],
  ["yen", "jpy", 1_000, 100, 1_100],
  ["dinars", "kwd", 1_001, 50, 1_051],
])("%s", (_, code, net, tax, total) => {
  const line = lineItem({
    currency: code,
    amount_subtotal: net,
    amount_tax: tax,
    amount_total: total,
  })
  expect(orderTotal(toOrder([line], null, code))).toBe(total)
})

it("leaves the order it is given as it was", () => {
  const order = toOrder([lineItem({ taxes: [stripeTax(600)] })], null, "usd")
  const before = structuredClone(order)
  orderTotal(order)
  expect(order).toEqual(before)
})

it("is nothing for an order of nothing", () => {
  expect(orderTotal({ currency_code: "usd" })).toBe(0)
})
