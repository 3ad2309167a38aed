import fc from "fast-check"
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

/** What the shop's storefront writes of two suits, as far as Stripe keeps it. */
const SUITS = [
  cartEntry({ quantity: 1 }),
  cartEntry({
    productName: "Black Suit (3-Piece)",
    stripePriceId: "price_2",
    size: "42R",
    quantity: 2,
  }),
]

describe("F26: order_details that were cut off", () => {
  it.each<[string, Record<string, unknown>[], Stripe.LineItem[]]>([
    [
      "two suits of two prices",
      SUITS,
      [
        lineOfPrice("price_1"),
        lineOfPrice("price_2", {
          description: "Black Suit (3-Piece)",
          quantity: 2,
        }),
      ],
    ],
    [
      "two prices of one name",
      [cartEntry(), cartEntry({ stripePriceId: "price_2", size: "42R" })],
      [lineOfPrice("price_1"), lineOfPrice("price_2")],
    ],
    [
      "two sizes of one price",
      [cartEntry(), cartEntry({ size: "42R" })],
      [lineItem({ id: "li_1" }), lineItem({ id: "li_2" })],
    ],
    [
      "two sizes of one price in two quantities",
      [cartEntry({ quantity: 2 }), cartEntry({ size: "42R" })],
      [lineItem({ id: "li_1", quantity: 2 }), lineItem({ id: "li_2" })],
    ],
  ])(
    "wherever, give each line its own size or none: %s",
    (_, entries, lines) => {
      const whole = JSON.stringify(entries)
      for (let length = 0; length <= whole.length; length++) {
        const cut = pricedText(whole.slice(0, length))
        const [first, second] = sizesOf(cut, lines)
        expect(["40R", null]).toContain(first)
        expect(["42R", null]).toContain(second)
      }
      expect(sizesOf(pricedText(whole), lines)).toEqual(["40R", "42R"])
    }
  )

  it("wherever, give each line its own size or none also where Stripe has them in another order", () => {
    const whole = JSON.stringify([
      cartEntry({ quantity: 2 }),
      cartEntry({ size: "42R", quantity: 1 }),
    ])
    const lines = [
      lineItem({ id: "li_1", quantity: 1 }),
      lineItem({ id: "li_2", quantity: 2 }),
    ]
    for (let length = 0; length <= whole.length; length++) {
      const [first, second] = sizesOf(pricedText(whole.slice(0, length)), lines)
      expect(["42R", null]).toContain(first)
      expect(["40R", null]).toContain(second)
    }
  })

  it("at Stripe's 500 characters still tell the size of two suits", () => {
    const text = JSON.stringify([...SUITS, ...SUITS]).slice(0, 500)
    const lines = ["li_1", "li_2"].flatMap((id) => [
      lineOfPrice("price_1", { id }),
      lineOfPrice("price_2", {
        id: `${id}_3p`,
        description: "Black Suit (3-Piece)",
        quantity: 2,
      }),
    ])
    expect(sizesOf(pricedText(text), lines)).toEqual([
      "40R",
      "42R",
      "40R",
      null,
    ])
  })

  it("whatever was in the cart, and wherever: never another line's size", () => {
    const cart = fc.array(
      fc.record({
        size: fc.constantFrom("38R", "40R", "40L", "42R"),
        quantity: fc.integer({ min: 1, max: 3 }),
        price: fc.constantFrom("price_1", "price_2"),
      }),
      { minLength: 1, maxLength: 4 }
    )
    fc.assert(
      fc.property(cart, fc.nat(), (items, nat) => {
        const text = JSON.stringify(
          items.map(({ price, ...item }) =>
            cartEntry({ ...item, stripePriceId: price })
          )
        )
        const lines = items.map(({ price, quantity }, index) =>
          lineOfPrice(price, { id: `li_${index}`, quantity })
        )
        const cut = text.slice(0, nat % text.length)
        sizesOf(pricedText(cut), lines).forEach((size, index) => {
          expect([items[index]?.size, null]).toContain(size)
        })
        expect(sizesOf(pricedText(text), lines)).toEqual(
          items.map(({ size }) => size)
        )
      }),
      { numRuns: 1_000 }
    )
  })
})

describe("F26: order_details that are not what was expected", () => {
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
