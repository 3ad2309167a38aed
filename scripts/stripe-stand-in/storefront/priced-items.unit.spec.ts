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

describe("a priced checkout", () => {
  it("names a Stripe price, and tells the size in order_details only", async () => {
    const { session } = standIn.storefront.checkout({
      kind: "priced",
      items: [
        {
          stripe_price_id: "price_black_2p",
          legacy_product_id: "suit-black",
          name: "Black Suit (2-Piece)",
          size: "40R",
          color: "Black",
          quantity: 2,
          unit_amount: 17_999,
        },
      ],
    })

    const [line] = (await client.checkout.sessions.listLineItems(session.id))
      .data
    expect(line).toMatchObject({
      description: "Black Suit (2-Piece)",
      quantity: 2,
      price: {
        id: "price_black_2p",
        nickname: "2-Piece",
        unit_amount: 17_999,
        active: true,
      },
    })
    expect(Object.keys(session.metadata ?? {})).toEqual(["order_details"])
    expect(JSON.parse(session.metadata?.order_details ?? "")).toEqual([
      {
        productId: "suit-black",
        productName: "Black Suit (2-Piece)",
        size: "40R",
        color: "Black",
        sku: "suit-black-Black-40R",
        quantity: 2,
        price: 17_999,
        stripePriceId: "price_black_2p",
      },
    ])
    expect(session.custom_fields).toEqual([])
    expect(session.shipping_options).toEqual([])
  })

  it("writes N/A where a thing has no size", () => {
    const { session } = standIn.storefront.checkout({
      kind: "priced",
      items: [
        { legacy_product_id: "tie-red", name: "Red Tie", unit_amount: 2_499 },
      ],
    })

    expect(session.metadata?.order_details).toContain('"size":"N/A"')
  })

  it.each(["cut", "invalid"] as const)(
    "can bring order_details that are %s",
    (order_details) => {
      const { session } = standIn.storefront.checkout(
        suitCheckout({ kind: "priced", order_details })
      )

      const text = session.metadata?.order_details ?? ""
      expect(text).not.toBe("")
      expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
    }
  )

  it("can bring no order_details at all", () => {
    const { session } = standIn.storefront.checkout(
      suitCheckout({ kind: "priced", order_details: "missing" })
    )

    expect(session.metadata).toEqual({})
  })

  it("keeps to Stripe's 500 characters for a metadata value", () => {
    const item = suitCheckout().items[0]
    const { session } = standIn.storefront.checkout({
      kind: "priced",
      items: Array.from({ length: 5 }, () => ({
        ...item,
        legacy_product_id: "s",
        name: "Suit",
      })),
    })

    expect(session.metadata?.order_details).toHaveLength(500)
  })

  it("refuses an amount that is not the price's", () => {
    standIn.putCatalog({
      products: [{ id: "prod_vest", name: "Vest" }],
      prices: [
        {
          id: "price_vest",
          product: "prod_vest",
          unit_amount: 6_499,
          currency: "usd",
        },
      ],
    })
    const vest = {
      stripe_price_id: "price_vest",
      legacy_product_id: "vest",
      name: "Vest",
    }
    const buy = (unit_amount?: number) =>
      standIn.storefront.checkout({
        kind: "priced",
        items: [{ ...vest, unit_amount }],
      })

    expect(buy().session.amount_subtotal).toBe(6_499)
    expect(() => buy(649_900)).toThrow("costs 6499, not 649900")
  })
})
