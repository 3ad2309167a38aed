import type Stripe from "stripe"
import type { StripeStandIn } from ".."
import { clientFor, startForTest, suitCheckout } from "../testing/fixture"

let standIn: StripeStandIn
let client: Stripe

beforeAll(async () => {
  standIn = await startForTest()
  client = clientFor(standIn)
})

afterAll(() => standIn.close())

describe("an ad-hoc checkout", () => {
  it("puts product and size on the product, and a summary on the session", async () => {
    const { session } = standIn.storefront.checkout(
      suitCheckout({ gift_message: "For Sam", shipping: "express" })
    )

    const page = await client.checkout.sessions.listLineItems(session.id, {
      expand: ["data.price.product"],
    })
    const price = page.data[0]?.price
    expect(price).toMatchObject({
      active: false,
      product: {
        active: false,
        name: "Black Suit (2-Piece)",
        description: "Size: 40R",
        metadata: {
          product_id: "suit-black",
          size: "40R",
          category: "suits",
          enhanced: "true",
        },
      },
    })
    expect(session.metadata?.order_type).toBe("unified")
    expect(JSON.parse(session.metadata?.items_summary ?? "")).toHaveLength(1)
    expect(session.custom_fields).toMatchObject([
      { key: "gift_message", text: { value: "For Sam" } },
    ])
    expect(session.shipping_cost).toMatchObject({
      amount_subtotal: 1_500,
      amount_total: 1_500,
    })
  })

  it("offers free and express shipping, and ships free unless told", async () => {
    const { session } = standIn.storefront.checkout(suitCheckout())

    const expanded = await client.checkout.sessions.retrieve(session.id, {
      expand: ["shipping_options.shipping_rate", "shipping_cost.shipping_rate"],
    })
    const names = expanded.shipping_options.map(
      ({ shipping_amount, shipping_rate }) => [
        (shipping_rate as Stripe.ShippingRate).display_name,
        shipping_amount,
      ]
    )
    expect(names).toEqual([
      ["Free shipping", 0],
      ["Express shipping", 1_500],
    ])
    expect(expanded.shipping_cost?.shipping_rate).toMatchObject({
      display_name: "Free shipping",
    })
  })

  it("cuts the summary at 450 characters", () => {
    const { items } = suitCheckout()
    const { session } = standIn.storefront.checkout({
      kind: "ad_hoc",
      items: Array.from({ length: 9 }, () => items).flat(),
    })

    const summary = session.metadata?.items_summary ?? ""
    expect(summary).toHaveLength(450)
    expect(() => JSON.parse(summary) as unknown).toThrow(SyntaxError)
  })

  it("can tell the size in the description alone", async () => {
    const [item] = suitCheckout().items
    const { session } = standIn.storefront.checkout(
      suitCheckout({
        items: [
          {
            ...item,
            legacy_product_id: "s",
            name: "S",
            size_in: "description",
          },
        ],
      })
    )

    const page = await client.checkout.sessions.listLineItems(session.id, {
      expand: ["data.price.product"],
    })
    const product = page.data[0]?.price?.product as Stripe.Product
    expect(product.description).toBe("Size: 40R")
    expect(product.metadata).not.toHaveProperty("size")
  })
})

describe("an express checkout", () => {
  it("tells its one line in the session's metadata", async () => {
    const { session } = standIn.storefront.checkout(
      suitCheckout({
        kind: "express",
        metadata: { medusa_variant_id: "variant_1" },
      })
    )

    expect(session.metadata).toEqual({
      order_type: "express",
      product_id: "suit-black",
      product_name: "Black Suit (2-Piece)",
      size: "40R",
      quantity: "1",
      medusa_variant_id: "variant_1",
    })
    const page = await client.checkout.sessions.listLineItems(session.id)
    expect(page.data).toHaveLength(1)
  })

  it("takes one item and no more", () => {
    const { items } = suitCheckout()

    expect(() =>
      standIn.storefront.checkout({
        kind: "express",
        items: [...items, ...items],
      })
    ).toThrow("exactly one item")
  })
})
