import type Stripe from "stripe"
import { storefrontItem } from "../../../../integration-tests/helpers/catalog-objects"
import {
  lineItem,
  stripeTax,
} from "../../../../integration-tests/helpers/stripe-objects"
import { orderTotal } from "./order-total"
import { planLine } from "./plan-line"

function toOrder(line: Stripe.LineItem, currency_code: string) {
  const unmatched = { kind: "unmatched", reason: "unknown" } as const
  return {
    currency_code,
    items: [planLine("pi_1", line, storefrontItem(), unmatched)],
  }
}

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
  expect(orderTotal(toOrder(line, code))).toBe(total)
})

it("leaves the order it is given as it was", () => {
  const order = toOrder(lineItem({ taxes: [stripeTax(600)] }), "usd")
  const before = structuredClone(order)
  orderTotal(order)
  expect(order).toEqual(before)
})

it("is nothing for an order of nothing", () => {
  expect(orderTotal({ currency_code: "usd" })).toBe(0)
})
