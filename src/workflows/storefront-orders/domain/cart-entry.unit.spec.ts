import { readCart } from "./cart-entry"

function readOne(fields: Record<string, unknown>) {
  return readCart(JSON.stringify([fields])).entries[0]
}

describe("an entry of the storefront's cart", () => {
  const WHOLE = {
    medusaVariantId: "variant_1",
    legacyVariantId: "v-1",
    medusaProductId: "prod_1",
    productId: "suit-black",
    productName: "Black Suit",
    size: "40R",
    color: "Black",
    sku: "SKU-1",
    quantity: 2,
    stripePriceId: "price_1",
  }

  it.each<[string, Record<string, unknown>]>([
    ["as in order_details", WHOLE],
    [
      "in snake case",
      {
        medusa_variant_id: "variant_1",
        legacy_variant_id: "v-1",
        medusa_product_id: "prod_1",
        product_id: "suit-black",
        product_name: "Black Suit",
        size: "40R",
        color: "Black",
        sku: "SKU-1",
        quantity: 2,
        stripe_price_id: "price_1",
      },
    ],
    [
      "in short",
      {
        medusaVariantId: "variant_1",
        variantId: "v-1",
        medusaProductId: "prod_1",
        id: "suit-black",
        title: "Black Suit",
        size: " 40R ",
        colour: "Black",
        SKU: "SKU-1",
        qty: "2",
        price: "price_1",
      },
    ],
    ["beside an id of the cart's own", { ...WHOLE, id: "line-1" }],
    ["beside an amount", { ...WHOLE, price: 19_999 }],
  ])("is read %s", (_, fields) => {
    expect(readOne(fields)).toEqual(WHOLE)
  })

  it("takes a price's id for no product's", () => {
    expect(readOne({ id: "price_1" })).toMatchObject({
      productId: null,
      stripePriceId: "price_1",
    })
  })

  it.each([
    ["a number", 10.5, "10.5"],
    ["a whole number", 40, "40"],
    ["null", null, null],
    ["a list", ["40R"], null],
    ["«N/A»", "N/A", null],
    ["blank", " ", null],
  ])("has a size that is %s", (_, size, expected) => {
    expect(readOne({ size })?.size).toBe(expected)
  })

  it("keeps no character that the database refuses", () => {
    expect(readOne({ size: "40\u0000R" })?.size).toBe("40\uFFFDR")
  })
})

describe("a cart", () => {
  it.each([
    ["a list", '[{"size":"40R"}]', ["40R"], true],
    ["a list in an object", '{"v":1,"items":[{"size":"40R"}]}', ["40R"], true],
    [
      "one that was cut",
      '{"items":[{"size":"40R"},{"size":"4',
      ["40R", null],
      false,
    ],
    [
      "with what is no entry",
      '[null,"40R",1,[],{"size":"40R"}]',
      [null, "40R"],
      true,
    ],
    ["no JSON", "[object Object]", [], false],
    ["empty", "", [], false],
    ["missing", undefined, [], false],
  ])("is read: %s", (_, text, sizes, isWhole) => {
    const cart = readCart(text)
    expect(cart.entries.map(({ size }) => size)).toEqual(sizes)
    expect(cart.isWhole).toBe(isWhole)
  })
})
