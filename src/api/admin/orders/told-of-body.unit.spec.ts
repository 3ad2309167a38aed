import { toldOfBody } from "./told-of-body"
import { StorefrontOrderBody } from "./validators"

const payment_info = { stripe_payment_id: "pi_1", amount: 106 }

const parse = (body: object) =>
  StorefrontOrderBody.safeParse({
    items: [{ quantity: 1 }],
    payment_info,
    ...body,
  })

const told = (body: object) =>
  toldOfBody(
    StorefrontOrderBody.parse({
      items: [{ quantity: 1 }],
      payment_info,
      ...body,
    })
  )

it("reads the contract's names", () => {
  const item = {
    variant_id: "variant_01",
    sku: "SUIT-40R",
    stripe_price_id: "price_1",
    product_id: "suit",
    size: "40R",
    quantity: 2,
    unit_price: 19_999,
  }
  expect(told({ items: [item] }).items).toEqual([
    {
      medusaVariantId: "variant_01",
      legacyVariantId: "variant_01",
      medusaProductId: "suit",
      sku: "SUIT-40R",
      stripePriceId: "price_1",
      productId: "suit",
      productName: null,
      size: "40R",
      color: null,
      quantity: 2,
    },
  ])
})

it("reads a Stripe line item that was mapped by hand", () => {
  const item = {
    id: "li_1",
    name: "Black Suit (2-Piece)",
    price: "price_1",
    product_id: "prod_ofStripe",
    variant_id: 4_711,
    quantity: 1,
    amount_total: 19_999,
    metadata: { size: 10.5, color: "N/A", product_id: "77" },
  }
  expect(told({ items: [item] }).items[0]).toMatchObject({
    medusaVariantId: "4711",
    legacyVariantId: "4711",
    medusaProductId: "prod_ofStripe",
    productId: "77",
    productName: "Black Suit (2-Piece)",
    size: "10.5",
    color: null,
    stripePriceId: "price_1",
  })
})

const ADDRESS = {
  first_name: "Grace",
  last_name: "Hopper",
  address_1: "1420 Portage St",
  city: "Kalamazoo",
  province: "MI",
  postal_code: "49001",
  country_code: "us",
}

it.each([
  ["Medusa's", { ...ADDRESS, country_code: "US" }],
  [
    "Stripe's",
    {
      name: "Grace Hopper",
      phone: null,
      address: {
        line1: "1420 Portage St",
        line2: null,
        city: "Kalamazoo",
        state: "MI",
        postal_code: "49001",
        country: "US",
      },
    },
  ],
])("reads an address in %s shape", (_, shipping_address) => {
  expect(told({ shipping_address }).shipping_address).toEqual(ADDRESS)
})

it("takes no name of a country for its code", () => {
  const { shipping_address } = told({
    shipping_address: { ...ADDRESS, country_code: "United States" },
  })
  expect(shipping_address).not.toHaveProperty("country_code")
})

it.each<[string, object, (string | number)[]]>([
  ["no items", { items: [] }, ["items"]],
  ["too many items", { items: Array(201).fill({ quantity: 1 }) }, ["items"]],
  ["half a piece", { items: [{ quantity: 0.5 }] }, ["items", 0, "quantity"]],
  [
    "a field of nobody's",
    { items: [{ quantity: 1, skuu: "A" }] },
    ["items", 0],
  ],
  ["another field besides", { total: 1 }, []],
  [
    "an amount in major units",
    { payment_info: { ...payment_info, amount: 1.06 } },
    ["payment_info", "amount"],
  ],
  [
    "an amount as a text",
    { payment_info: { ...payment_info, amount: "106" } },
    ["payment_info", "amount"],
  ],
  [
    "a charge",
    { payment_info: { ...payment_info, stripe_payment_id: "ch_1" } },
    ["payment_info", "stripe_payment_id"],
  ],
  ["no address of e-mail", { email: "jane" }, ["email"]],
])("F67: refuses %s, with its path", (_, body, path) => {
  expect(parse(body).error?.issues[0]?.path).toEqual(path)
})

it("gives the same body the same text, however its fields are ordered", () => {
  const one = parse({ email: "a@b.c", items: [{ quantity: 1, sku: "A" }] })
  const other = parse({ items: [{ sku: "A", quantity: 1 }], email: "a@b.c" })
  expect(JSON.stringify(one.data)).toBe(JSON.stringify(other.data))
})

it("F18: keeps what the database cannot store as the sign for it", () => {
  const { items } = told({ items: [{ quantity: 1, name: "A\u0000\uD800" }] })
  expect(items[0]?.productName).toBe("A\uFFFD\uFFFD")
})
