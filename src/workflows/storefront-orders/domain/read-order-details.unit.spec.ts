import type Stripe from "stripe"
import {
  cartEntry,
  priced,
  pricedText,
} from "../../../../integration-tests/helpers/order-details"
import {
  lineItem,
  stripePrice,
  stripeProduct,
} from "../../../../integration-tests/helpers/stripe-objects"
import { readSessionItems } from "./read-session-items"

function lineOfPrice(id: string, overrides: Partial<Stripe.LineItem> = {}) {
  const price = stripePrice({ id, product: stripeProduct() })
  return lineItem({ id: `li_${id}`, price, ...overrides })
}

function sizesOf(
  session: Stripe.Checkout.Session,
  lines: readonly Stripe.LineItem[]
) {
  return readSessionItems(session, lines).map(({ size }) => size)
}

describe("order_details that cannot be read as a whole (F26)", () => {
  const entries = [
    cartEntry(),
    cartEntry({ stripePriceId: "price_2", size: "42R" }),
  ]
  const whole = JSON.stringify(entries)
  const lines = [lineOfPrice("price_1"), lineOfPrice("price_2")]

  it("never gives a line another size than the whole text would, wherever it is cut off", () => {
    for (let length = 0; length <= whole.length; length++) {
      const [first, second] = sizesOf(pricedText(whole.slice(0, length)), lines)
      expect(["40R", null]).toContain(first)
      expect(["42R", null]).toContain(second)
    }
  })

  it("reads the entries that are whole", () => {
    const cut = whole.slice(0, whole.indexOf("price_2"))
    expect(sizesOf(pricedText(cut), lines)[0]).toBe("40R")
  })

  it("never gives one of two lines of one price the other's size, wherever it is cut off", () => {
    const same = JSON.stringify([
      cartEntry({ size: "40R", quantity: 2 }),
      cartEntry({ size: "42R", quantity: 1 }),
    ])
    const two = [
      lineItem({ id: "li_1", quantity: 2 }),
      lineItem({ id: "li_2", quantity: 1 }),
    ]
    for (let length = 0; length <= same.length; length++) {
      const [first, second] = sizesOf(pricedText(same.slice(0, length)), two)
      expect(["40R", null]).toContain(first)
      expect(["42R", null]).toContain(second)
    }
  })

  it.each([
    ["no JSON", "40R, 42R"],
    ["nothing", ""],
    ["null", "null"],
    ["a number", "1"],
    ["a text", '"40R"'],
    ["an object", JSON.stringify({ items: 1 })],
    ["a list of texts", '["40R"]'],
    ["a list of nothing", "[null]"],
    ["a list of lists", "[[]]"],
  ])("leaves the line without a size: %s", (_, text) => {
    const [item] = readSessionItems(pricedText(text), [lineItem()])
    expect(item).toMatchObject({
      size: null,
      sku: null,
      color: null,
      stripePriceId: "price_1",
      name: "Black Suit (2-Piece)",
    })
  })

  it.each([
    ["a size that is a number", { size: 40 }],
    ["a size that is null", { size: null }],
    ["a size that is a list", { size: ["40R"] }],
    ["no size", { size: undefined }],
    ["spaces", { size: "  " }],
  ])("takes the rest of an entry with %s", (_, fields) => {
    const [item] = readSessionItems(priced(cartEntry(fields)), [lineItem()])
    expect(item).toMatchObject({ size: null, color: "Black" })
  })

  it.each([
    ["a text", "1"],
    ["missing", undefined],
    ["null", null],
    ["no number", "one"],
    ["a part", 0.5],
    ["less than one", 0],
  ])("takes the size of an entry whose quantity is %s", (_, quantity) => {
    const session = priced(cartEntry({ quantity }))
    expect(sizesOf(session, [lineItem()])).toEqual(["40R"])
  })
})
