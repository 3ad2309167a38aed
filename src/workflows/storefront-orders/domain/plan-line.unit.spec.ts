import type Stripe from "stripe"
import {
  catalogVariant,
  matchOf,
  storefrontItem,
} from "../../../../integration-tests/helpers/catalog-objects"
import {
  lineItem,
  stripeTax,
} from "../../../../integration-tests/helpers/stripe-objects"
import {
  buildCoupon,
  buildDiscount,
  buildPromotionCode,
} from "../../../../scripts/stripe-stand-in/objects/promotion"
import type { ItemMatch } from "./match-item"
import { orderLineId, planLine } from "./plan-line"
import type { StorefrontItem } from "./storefront-item"

const UNMATCHED: ItemMatch = { kind: "unmatched", reason: "unknown" }

function plan(
  line: Partial<Stripe.LineItem> = {},
  item: Partial<StorefrontItem> = {},
  match: ItemMatch = matchOf(catalogVariant())
) {
  const stripeLine = lineItem(line)
  const quantity = stripeLine.quantity ?? 1
  return planLine(
    "pi_1",
    stripeLine,
    storefrontItem({ quantity, ...item }),
    match
  )
}

describe("an order line", () => {
  it("has Stripe's amounts in major units and Medusa's variant", () => {
    const line = plan(
      { taxes: [stripeTax(600, { jurisdiction: "MI" })] },
      { stripePriceId: "price_2p", size: "40R", color: "Black" }
    )
    expect(line).toEqual({
      id: orderLineId("pi_1", "li_1"),
      title: "Black Suit · 40R",
      quantity: 1,
      unit_price: "100",
      is_tax_inclusive: false,
      requires_shipping: true,
      is_discountable: true,
      variant_id: "variant_40R",
      variant_title: "40R / 2-Piece",
      variant_sku: "SUIT-BLACK-40R-2P",
      variant_option_values: { Size: "40R", Type: "2-Piece" },
      product_id: "prod_suit",
      product_title: "Black Suit",
      product_handle: "black-suit",
      tax_lines: [{ code: "txr_1", description: "MI Sales Tax", rate: "6" }],
      adjustments: [],
      metadata: {
        stripe_line_item_id: "li_1",
        stripe_price_id: "price_2p",
        matched_by: "medusa_variant_id",
        match_confidence: "certain",
        match_explanation: "The storefront named the variant by its id",
        storefront_size: "40R",
        storefront_color: "Black",
      },
    })
  })

  it("is there with Stripe's words where no variant was found", () => {
    const line = plan({}, { name: "Mystery", size: "40R" }, UNMATCHED)
    expect(line).not.toHaveProperty("variant_id")
    expect(line).toMatchObject({
      title: "Mystery · 40R",
      unit_price: "100",
      metadata: {
        matched_by: null,
        match_confidence: null,
        match_explanation: null,
        storefront_size: "40R",
      },
    })
  })

  it("has the same id in every run, and another for each payment and line", () => {
    const ids = [
      orderLineId("pi_1", "li_1"),
      orderLineId("pi_1", "li_2"),
      orderLineId("pi_2", "li_1"),
    ]
    expect(orderLineId("pi_1", "li_1")).toBe(ids[0])
    expect(new Set(ids).size).toBe(3)
    expect(ids[0]).toMatch(/^ordli_/)
  })

  it.each([
    ["three for 0.99", { amount_subtotal: 297, quantity: 3 }, "0.99"],
    ["106 minor units are 1.06, not 106", { amount_subtotal: 106 }, "1.06"],
    [
      "yen have no smaller unit",
      { amount_subtotal: 106, currency: "jpy" },
      "106",
    ],
    [
      "dinars have three places",
      { amount_subtotal: 1_234, currency: "kwd" },
      "1.234",
    ],
    ["a free line", { amount_subtotal: 0 }, "0"],
  ])("has the price of one: %s", (_, line, price) => {
    expect(plan(line).unit_price).toBe(price)
  })
})

describe("the title, by which staff pick", () => {
  it.each<[string, Partial<StorefrontItem>, string]>([
    ["adds the variant's size", { name: "Black Suit" }, "Black Suit · 40R"],
    [
      "adds the colour",
      { name: "Slim Suit", color: "Navy" },
      "Slim Suit · 40R · Navy",
    ],
    ["says no size twice", { name: "Slim Suit 40R" }, "Slim Suit 40R"],
    ["says no size twice", { name: "Suit, Size: 40r" }, "Suit, Size: 40r"],
    [
      "says no colour twice",
      { name: "Black Suit", color: "black" },
      "Black Suit · 40R",
    ],
    [
      "does not take part of a word for the colour",
      { name: "Tailored Suit", color: "Red" },
      "Tailored Suit · 40R · Red",
    ],
    [
      "says no colour of two words twice",
      { name: "Light Grey Suit", color: "light grey" },
      "Light Grey Suit · 40R",
    ],
    [
      "takes the size as Medusa writes it",
      { name: "Suit", size: "40 Regular" },
      "Suit · 40R",
    ],
  ])("%s", (_, item, title) => {
    expect(plan({}, item).title).toBe(title)
  })

  it("has the variant's size and colour, however its options are titled", () => {
    const options = { SIZE: "42L", Colour: "Navy" }
    const match = matchOf(catalogVariant({ options }))
    expect(plan({}, { name: "Suit" }, match).title).toBe("Suit · 42L · Navy")
  })

  it.each([
    ["40 Regular", "Suit · 40 Regular"],
    ["N/A", "Suit"],
    [null, "Suit"],
  ])(
    "has the storefront's size %j where no variant is known",
    (size, title) => {
      expect(plan({}, { name: "Suit", size }, UNMATCHED).title).toBe(title)
    }
  )
})

describe("a discount", () => {
  const coupon = buildCoupon({ id: "SPRING", percent_off: 10 })
  const promotion = buildPromotionCode({ code: "SAVE10", coupon: coupon.id })

  function discount(overrides: Partial<Stripe.Discount> = {}): Stripe.Discount {
    const built = buildDiscount({
      session: "cs_1",
      coupon: coupon.id,
      promotion_code: null,
      start: 0,
    })
    return { ...built, id: "di_1", ...overrides }
  }

  function codes(
    discounts: { amount: number; discount: Stripe.Discount }[],
    amount_discount = 1_000
  ) {
    const line = plan({ amount_discount, discounts })
    return line.adjustments?.map(({ code, amount }) => [code, amount])
  }

  it.each<[string, Partial<Stripe.Discount>, string]>([
    ["the code the customer typed", { promotion_code: promotion }, "SAVE10"],
    [
      "its id where Stripe gives no more",
      { promotion_code: "promo_1" },
      "promo_1",
    ],
    ["the coupon where no code was typed", {}, "SPRING"],
    [
      "the coupon's name",
      { source: { type: "coupon", coupon: { ...coupon, name: "Spring" } } },
      "Spring",
    ],
    [
      "the coupon's id where it has no name",
      { source: { type: "coupon", coupon } },
      "SPRING",
    ],
    [
      "its own id where there is no coupon",
      { source: { type: "coupon", coupon: null } },
      "di_1",
    ],
  ])("goes by %s", (_, overrides, code) => {
    const one = { amount: 1_000, discount: discount(overrides) }
    expect(codes([one])).toEqual([[code, "10.00"]])
  })

  it.each([
    ["inside the price", 9_000, true],
    ["on top of the price", 9_600, false],
  ])("holds tax as the price does: %s", (_, amount_total, inclusive) => {
    const line = plan({ amount_discount: 1_000, amount_total })
    expect(line).toMatchObject({
      is_tax_inclusive: inclusive,
      adjustments: [{ is_tax_inclusive: inclusive }],
    })
  })

  it("is none where nothing was taken off", () => {
    expect(codes([{ amount: 0, discount: discount() }], 0)).toEqual([])
  })

  it("is kept apart from another one", () => {
    const two = [
      { amount: 700, discount: discount({ promotion_code: promotion }) },
      { amount: 300, discount: discount() },
    ]
    expect(codes(two)).toEqual([
      ["SAVE10", "7.00"],
      ["SPRING", "3.00"],
    ])
  })

  it.each([
    ["Stripe names none", []],
    ["they do not add up", [{ amount: 1, discount: discount() }]],
  ])("is one sum where %s", (_, discounts) => {
    expect(codes(discounts)).toEqual([["stripe-discount", "10.00"]])
  })
})
