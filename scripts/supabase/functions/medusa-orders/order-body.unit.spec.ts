import { orderBody, paymentOf } from "./order-body.ts"

const SESSION = {
  id: "cs_test_1",
  payment_intent: "pi_1",
  amount_total: 19_999,
  currency: "usd",
  customer: { id: "cus_1" },
  customer_details: { email: " jane@example.com ", name: "Jane" },
}

it("tells of a session as the contract has it, in minor units", () => {
  const lines = [
    {
      description: "Black Suit (2-Piece)",
      quantity: 2,
      price: {
        id: "price_1",
        unit_amount: 9_999,
        metadata: { size: "40R" },
        product: { id: "prod_1", metadata: { product_id: "17", size: "38R" } },
      },
    },
  ]
  expect(orderBody(SESSION, lines)).toEqual({
    customer_id: "cus_1",
    email: "jane@example.com",
    items: [
      {
        stripe_price_id: "price_1",
        product_id: "17",
        size: "40R",
        name: "Black Suit (2-Piece)",
        quantity: 2,
        unit_price: 9_999,
      },
    ],
    payment_info: {
      stripe_payment_id: "pi_1",
      amount: 19_999,
      currency: "usd",
    },
  })
})

it("goes by the session where there was nothing to pay, and names no item where none is known", () => {
  const free = { id: "cs_free", payment_intent: null, amount_total: 0 }
  expect(paymentOf(free)).toBe("cs_free")
  expect(orderBody(free)).toEqual({
    items: [{ quantity: 0 }],
    payment_info: { stripe_payment_id: "cs_free", amount: 0 },
  })
})

it.each([
  [
    "newer",
    (shipping: object) => ({
      collected_information: { shipping_details: shipping },
    }),
  ],
  ["older", (shipping: object) => ({ shipping_details: shipping })],
])(
  "finds the address where the %s API has it, without its gaps",
  (_, place) => {
    const session = {
      ...SESSION,
      ...place({
        name: "Jane",
        phone: "",
        address: { line1: "1 Main St", line2: null, country: "US" },
      }),
    }
    expect(orderBody(session).shipping_address).toEqual({
      name: "Jane",
      address: { line1: "1 Main St", country: "US" },
    })
  }
)

it("leaves out what Medusa would refuse, rather than lose the order for it", () => {
  const session = { ...SESSION, customer_details: { email: "no address" } }
  const lines = Array.from({ length: 300 }, () => ({
    description: "x".repeat(900),
    quantity: 1,
  }))
  const body = orderBody(session, lines)
  expect(body.email).toBeUndefined()
  expect(body.items).toHaveLength(200)
  expect(body.items[0]?.name).toHaveLength(500)
})
