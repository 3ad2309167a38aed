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

describe("priced items: the size is only in the session's order_details", () => {
  it("reads what the storefront says of the line", () => {
    expect(readSessionItems(priced(cartEntry()), [lineItem()])).toEqual([
      {
        lineItemId: "li_1",
        name: "Black Suit (2-Piece)",
        quantity: 1,
        medusaVariantId: null,
        legacyVariantId: null,
        stripePriceId: "price_1",
        hasInlinePrice: false,
        legacyProductId: "suit-black",
        sku: "suit-black-Black-40R",
        size: "40R",
        color: "Black",
        pieces: "2-Piece",
      },
    ])
  })

  it("gives each line the entry of its price, whatever the order", () => {
    const session = priced(
      cartEntry({ stripePriceId: "price_2", size: "42R" }),
      cartEntry({ stripePriceId: "price_1", size: "40R" })
    )
    const lines = [lineOfPrice("price_1"), lineOfPrice("price_2")]
    expect(sizesOf(session, lines)).toEqual(["40R", "42R"])
  })

  it("gives two sizes of one style to two lines of one price, in the cart's order", () => {
    const session = priced(cartEntry(), cartEntry({ size: "42R" }))
    const lines = [lineItem({ id: "li_1" }), lineItem({ id: "li_2" })]
    expect(sizesOf(session, lines)).toEqual(["40R", "42R"])
  })

  it("tells two sizes of one style apart by their quantities first", () => {
    const session = priced(
      cartEntry({ size: "40R", quantity: 2 }),
      cartEntry({ size: "42R", quantity: 1 })
    )
    const lines = [
      lineItem({ id: "li_1", quantity: 1 }),
      lineItem({ id: "li_2", quantity: 2 }),
    ]
    expect(sizesOf(session, lines)).toEqual(["42R", "40R"])
  })

  it("does not choose for two of one price where the cart had one each of two sizes", () => {
    const session = priced(cartEntry(), cartEntry({ size: "42R" }))
    expect(sizesOf(session, [lineItem({ quantity: 2 })])).toEqual([null])
  })

  it("takes each entry once: a line more than the cart had stays without a size", () => {
    const lines = [lineItem({ id: "li_1" }), lineItem({ id: "li_2" })]
    expect(sizesOf(priced(cartEntry()), lines)).toEqual(["40R", null])
  })

  it("takes no entry of another price", () => {
    const session = priced(cartEntry({ stripePriceId: "price_9" }))
    expect(sizesOf(session, [lineItem()])).toEqual([null])
  })

  it.each(["N/A", "n/a", "", "-"])("takes «%s» for no size", (size) => {
    expect(sizesOf(priced(cartEntry({ size })), [lineItem()])).toEqual([null])
  })

  it("does not let «N/A» hide the size that the line's description names (F25)", () => {
    const line = lineItem({ description: "Black Suit, Size: 44L" })
    expect(sizesOf(priced(cartEntry({ size: "N/A" })), [line])).toEqual(["44L"])
  })
})

describe("ad-hoc prices: product, size and the rest are on the line's own product", () => {
  const metadata = {
    product_id: "suit-black",
    size: "40R",
    category: "suits",
    enhanced: "true",
  }
  // Cut off at 450 characters, as the storefront does.
  const session = paidSession({
    metadata: {
      order_type: "unified",
      items_summary: '[{"name":"Black Suit","si',
    },
  })

  function adHoc(
    product: Partial<Stripe.Product>,
    overrides: Partial<Stripe.LineItem> = {}
  ) {
    const price = stripePrice({
      id: "price_adhoc",
      product: stripeProduct(product),
    })
    return lineItem({ price, description: "Black Suit", ...overrides })
  }

  it("reads the product's metadata", () => {
    expect(readSessionItems(session, [adHoc({ metadata })])).toMatchObject([
      { legacyProductId: "suit-black", size: "40R", sku: null, color: null },
    ])
  })

  it("reads the size from the description where it is nowhere else", () => {
    const product = { description: "Slim fit, Size: 40R" }
    expect(sizesOf(session, [adHoc(product)])).toEqual(["40R"])
    const line = adHoc({}, { description: "Black Suit, Size: 42R" })
    expect(sizesOf(session, [line])).toEqual(["42R"])
  })

  it("lets each line have its own", () => {
    const lines = ["40R", "42R"].map((size) =>
      adHoc({ metadata: { ...metadata, size } })
    )
    expect(sizesOf(session, lines)).toEqual(["40R", "42R"])
  })

  it.each<[string, Partial<Stripe.LineItem>]>([
    ["is only an id", { price: stripePrice({ product: "prod_1" }) }],
    [
      "was deleted",
      {
        price: stripePrice({
          product: { id: "prod_1", object: "product", deleted: true },
        }),
      },
    ],
    ["has no price", { price: null }],
  ])("does without the product where it %s", (_, overrides) => {
    const line = lineItem({ description: "Suit, Size: 40R", ...overrides })
    expect(readSessionItems(session, [line])).toMatchObject([
      { size: "40R", name: "Suit, Size: 40R", legacyProductId: null },
    ])
  })
})

describe("express: one line, and the session says what it is", () => {
  const session = paidSession({
    metadata: {
      order_type: "express",
      product_id: "suit-black",
      product_name: "Black Suit",
      size: "40R",
      quantity: "1",
    },
  })

  it("reads the session's metadata", () => {
    expect(readSessionItems(session, [lineItem()])).toMatchObject([
      { legacyProductId: "suit-black", size: "40R" },
    ])
  })

  it("does not spread it over several lines", () => {
    const lines = [lineItem({ id: "li_1" }), lineItem({ id: "li_2" })]
    expect(readSessionItems(session, lines)).toMatchObject([
      { legacyProductId: null, size: null },
      { legacyProductId: null, size: null },
    ])
  })
})

describe("what is said in several places", () => {
  it.each<[string, Partial<Stripe.LineItem>]>([
    ["the line", { metadata: { medusa_variant_id: "variant_1" } }],
    [
      "its price",
      { price: stripePrice({ metadata: { medusa_variant_id: "variant_1" } }) },
    ],
    [
      "its product",
      {
        price: stripePrice({
          product: stripeProduct({
            metadata: { medusa_variant_id: "variant_1" },
          }),
        }),
      },
    ],
  ])("a variant's id is read from %s", (_, overrides) => {
    const [item] = readSessionItems(paidSession(), [lineItem(overrides)])
    expect(item?.medusaVariantId).toBe("variant_1")
  })

  it("the line's own word wins over its price's, that over its product's, that over the session's", () => {
    const product = stripeProduct({ metadata: { size: "3", color: "3" } })
    const price = stripePrice({
      product,
      metadata: { size: "2", sku: "2" },
    })
    const line = lineItem({ price, metadata: { size: "1" } })
    const session = priced(cartEntry({ size: "4" }))
    expect(readSessionItems(session, [line])).toMatchObject([
      { size: "1", sku: "2", color: "3", legacyProductId: "suit-black" },
    ])
  })

  it("a line without words is still a line", () => {
    const line = lineItem({ description: null, price: null, quantity: null })
    expect(readSessionItems(paidSession({ metadata: null }), [line])).toEqual([
      {
        lineItemId: "li_1",
        name: "Item without a name",
        quantity: 1,
        medusaVariantId: null,
        legacyVariantId: null,
        stripePriceId: null,
        hasInlinePrice: false,
        legacyProductId: null,
        sku: null,
        size: null,
        color: null,
        pieces: null,
      },
    ])
  })
})
