import type Stripe from "stripe"
import {
  cartEntry,
  priced,
} from "../../../../integration-tests/helpers/order-details"
import {
  lineItem,
  paidSession,
  stripePrice,
  stripeProduct,
} from "../../../../integration-tests/helpers/stripe-objects"
import { readSessionItems } from "./read-session-items"

const SUMMARY = [
  {
    id: "suit-black",
    name: "Black Suit",
    size: "40R",
    quantity: 1,
    price: 100,
  },
  { id: "shirt", name: "Shirt", size: "16.5/34-35", quantity: 2, price: 50 },
  { id: "shoes", name: "Oxford", size: 10.5, quantity: 1, price: 90 },
]

/** Lines with prices of their own, whose product says no size: it is in the summary alone. */
const LINES = SUMMARY.map(({ id, name, quantity }) =>
  adHoc(name, quantity, { metadata: { product_id: id, enhanced: "true" } })
)

function adHoc(
  description: string,
  quantity: number,
  product: Partial<Stripe.Product>
): Stripe.LineItem {
  return lineItem({
    id: `li_${description}`,
    description,
    quantity,
    price: stripePrice({
      id: `price_${description}`,
      active: false,
      product: stripeProduct(product),
    }),
  })
}

function unified(items_summary: string): Stripe.Checkout.Session {
  return paidSession({ metadata: { order_type: "unified", items_summary } })
}

function read(text: string, lines: readonly Stripe.LineItem[] = LINES) {
  return readSessionItems(unified(text), lines)
}

describe("items_summary", () => {
  const text = JSON.stringify(SUMMARY)

  it("tells the sizes that the lines do not", () => {
    expect(read(text)).toMatchObject([
      { legacyProductId: "suit-black", size: "40R", hasInlinePrice: true },
      { legacyProductId: "shirt", size: "16.5/34-35" },
      { legacyProductId: "shoes", size: "10.5" },
    ])
  })

  it("F26: cut off anywhere gives each line its own size or none", () => {
    for (let length = 0; length < text.length; length++) {
      read(text.slice(0, length)).forEach(({ size }, index) => {
        expect([String(SUMMARY[index]?.size), null]).toContain(size)
      })
    }
  })

  it("F26: cut at 450 characters tells what is before", () => {
    const name = "Black Suit"
    const many = Array.from({ length: 12 }, (_, index) => ({
      id: `suit-${index}`,
      name,
      quantity: 1,
      price: 100,
      size: `${36 + index}R`,
    }))
    const lines = many.map(({ id }) =>
      adHoc(name, 1, { metadata: { product_id: id } })
    )
    const sizes = read(JSON.stringify(many).slice(0, 450), lines).map(
      ({ size }) => size
    )
    expect(sizes.slice(0, 5)).toEqual(["36R", "37R", "38R", "39R", "40R"])
    expect(sizes.slice(6)).toEqual(new Array(6).fill(null))
  })

  it("does not stand against what the line says itself", () => {
    const line = adHoc("Black Suit", 1, {
      metadata: { product_id: "suit-black", size: "42L" },
    })
    expect(read(text, [line])).toMatchObject([{ size: "42L" }])
  })

  it("two sizes of one product are told apart by their order", () => {
    const suits = ["40R", "42R"].map((size) => ({ ...SUMMARY[0], size }))
    const lines = suits.map(() =>
      adHoc("Black Suit", 1, { metadata: { product_id: "suit-black" } })
    )
    expect(read(JSON.stringify(suits), lines).map(({ size }) => size)).toEqual([
      "40R",
      "42R",
    ])
  })
})

describe("what a line says in words", () => {
  it.each([
    ["Size: 40R", "40R", null],
    ["Color: Navy Blue, Size: 16.5 / 34-35", "16.5 / 34-35", "Navy Blue"],
    ["A fine suit", null, null],
  ])("«%s»", (description, size, color) => {
    const line = adHoc("Black Suit", 1, { description })
    expect(read("", [line])).toMatchObject([{ size, color }])
  })
})

describe("a line that the customer set to none", () => {
  const none = lineItem({ id: "li_0", quantity: 0 })

  it("is no item, but keeps its place in the cart", () => {
    const session = priced(cartEntry(), cartEntry({ size: "42R" }))
    expect(readSessionItems(session, [none, lineItem()])).toMatchObject([
      { lineItemId: "li_1", size: "42R" },
    ])
  })

  it("does not keep the session from speaking of the only one sold", () => {
    const session = paidSession({
      metadata: { medusa_variant_id: "variant_1", size: "40R", sku: "SKU-1" },
    })
    expect(readSessionItems(session, [none, lineItem()])).toMatchObject([
      { medusaVariantId: "variant_1", size: "40R", sku: "SKU-1" },
    ])
  })
})

describe("a price that is not active", () => {
  const inactive = lineItem({ price: stripePrice({ active: false }) })

  it("was made for the session", () => {
    expect(readSessionItems(paidSession(), [inactive])).toMatchObject([
      { hasInlinePrice: true, stripePriceId: "price_1" },
    ])
  })

  it("but is one that was archived, where the cart names it", () => {
    expect(readSessionItems(priced(cartEntry()), [inactive])).toMatchObject([
      { hasInlinePrice: false, size: "40R" },
    ])
  })
})

it("a variant's id in the cart wins over one that the session names", () => {
  const session = paidSession({
    metadata: {
      medusa_variant_id: "variant_session",
      order_details: JSON.stringify([
        cartEntry({ medusaVariantId: "variant_cart" }),
      ]),
    },
  })
  expect(readSessionItems(session, [lineItem()])).toMatchObject([
    { medusaVariantId: "variant_cart" },
  ])
})

it.each(["N/A", "none", "-", " "])(
  "«%s» is no SKU, colour or id",
  (nothing) => {
    const session = priced(
      cartEntry({ sku: nothing, color: nothing, productId: nothing })
    )
    expect(readSessionItems(session, [lineItem()])).toMatchObject([
      { sku: null, color: null, legacyProductId: null },
    ])
  }
)
