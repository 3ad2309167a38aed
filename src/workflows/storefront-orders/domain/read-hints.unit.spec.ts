import type Stripe from "stripe"
import { toldItem } from "../../../../integration-tests/helpers/catalog-objects"
import {
  lineItem,
  stripePrice,
  stripeProduct,
} from "../../../../integration-tests/helpers/stripe-objects"
import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import { readHints } from "./read-hints"

function line(price: string, overrides: Partial<Stripe.LineItem> = {}) {
  return lineItem({
    id: `li_${price}`,
    price: stripePrice({ id: price, product: stripeProduct() }),
    ...overrides,
  })
}

it("pairs by the price, in any order", () => {
  const [one, two] = [
    toldItem({ stripePriceId: "price_1", size: "38R" }),
    toldItem({ stripePriceId: "price_2", size: "40R" }),
  ]
  expect(readHints([line("price_1"), line("price_2")], [two, one])).toEqual([
    one,
    two,
  ])
})

it("pairs by a price that was made for the session alone", () => {
  const price = stripePrice({ id: "price_inline", active: false })
  const only = toldItem({ stripePriceId: "price_inline", size: "38R" })
  expect(readHints([lineItem({ price })], [only])).toEqual([only])
})

it("takes the only item without a name for the only line", () => {
  const only = toldItem({ sku: "SUIT-40R" })
  expect(readHints([line("price_1")], [only])).toEqual([only])
})

it("takes the last item without a name for the last line", () => {
  const [named, bare] = [
    toldItem({ stripePriceId: "price_1" }),
    toldItem({ sku: "SUIT-40R" }),
  ]
  expect(readHints([line("price_1"), line("price_2")], [bare, named])).toEqual([
    named,
    bare,
  ])
})

it.each<[string, ToldItem[]]>([
  ["two without a name", [toldItem({ sku: "A" }), toldItem({ sku: "B" })]],
  ["fewer items than lines", [toldItem({ sku: "A" })]],
  ["none", []],
])("guesses nothing of %s", (_, items) => {
  expect(readHints([line("price_1"), line("price_2")], items)).toEqual([
    null,
    null,
  ])
})

it.each<[string, Partial<ToldItem>]>([
  ["another price", { stripePriceId: "price_9" }],
  ["another quantity", { quantity: 7 }],
])("does not take an item of %s for the only line", (_, item) => {
  expect(readHints([line("price_1")], [toldItem(item)])).toEqual([null])
})

it("leaves out lines that the customer set to none, as the items of the session do", () => {
  const only = toldItem({ sku: "SUIT-40R" })
  const lines = [line("price_1", { quantity: 0 }), line("price_2")]
  expect(readHints(lines, [only])).toEqual([only])
})
