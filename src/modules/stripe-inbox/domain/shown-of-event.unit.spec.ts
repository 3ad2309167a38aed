import { maskPersonalData } from "./mask-personal-data"

const details = [
  {
    productId: "suit-1",
    sku: "KCT-38R-2P",
    size: "38R",
    quantity: 1,
    price: 1,
  },
]

describe("what stays readable of a masked event", () => {
  it.each<[string, object]>([
    [
      "ids",
      {
        id: "pi_3wuKO0v0JR8sBjePqsPOwRHop",
        payment_intent: "pi_1",
        customer: "cus_1",
      },
    ],
    [
      "amounts and currency",
      { amount: 18999, currency: "usd", unit_amount_decimal: "18999.5" },
    ],
    [
      "states",
      {
        status: "requires_payment_method",
        payment_status: "paid",
        mode: "payment",
        livemode: false,
      },
    ],
    [
      "the country",
      {
        card: { country: "US" },
        shipping_address_collection: { allowed_countries: ["US", "CA"] },
      },
    ],
    ["times", { created: 1_795_000_000, api_version: "2026-10-28.endive" }],
    ["checks", { checks: { address_line1_check: "pass", cvc_check: "pass" } }],
    [
      "why it failed",
      {
        failure_code: "card_declined",
        failure_message: "Your card was declined.",
      },
    ],
    [
      "why Stripe refused",
      {
        last_payment_error: {
          code: "card_declined",
          doc_url: null,
          message: "Your card was declined.",
        },
      },
    ],
    ["an item's name", { object: "item", description: "Black Suit (2-Piece)" }],
    ["a product's name", { object: "product", name: "Black Suit" }],
    [
      "shipping options",
      { object: "shipping_rate", display_name: "Express shipping" },
    ],
    [
      "what the storefront says of the items",
      {
        metadata: {
          order_type: "unified",
          product_id: "suit-black",
          product_name: "Black Suit (2-Piece)",
          size: "16.5/34-35",
          quantity: "1",
          medusa_variant_id: "variant_01",
          order_details: JSON.stringify(details),
          items_summary: '[{"id":"suit-1","name":"Black Suit","si',
        },
      },
    ],
    [
      "nothing",
      { customer_details: null, phone: null, email: null, name: null },
    ],
  ])("are %s", (_, given) => {
    expect(maskPersonalData(given)).toEqual(given)
  })
})
