import fc from "fast-check"
import { toldItem } from "../../../../integration-tests/helpers/catalog-objects"
import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import type { CartLine } from "./cart-line"
import { pairCart } from "./pair-cart"

function line(overrides: Partial<CartLine> = {}): CartLine {
  return {
    priceId: "price_1",
    productId: null,
    name: "Suit",
    quantity: 1,
    isAdjustable: false,
    ...overrides,
  }
}

function entry(
  size: string,
  quantity: number | null = 1,
  overrides: Partial<ToldItem> = {}
): ToldItem {
  return toldItem({
    productId: "suit",
    productName: "Suit",
    size,
    quantity,
    stripePriceId: "price_1",
    ...overrides,
  })
}

function sizes(
  lines: readonly CartLine[],
  entries: readonly ToldItem[],
  isWhole = true
) {
  return pairCart(lines, { entries, isWhole }).map(
    (found) => found?.size ?? null
  )
}

const of = (...quantities: number[]) =>
  quantities.map((quantity) => line({ quantity }))

describe("lines of one price are told apart", () => {
  it.each<[string, CartLine[], ToldItem[], (string | null)[]]>([
    ["by order", of(1, 1), [entry("A"), entry("B")], ["A", "B"]],
    [
      "by order and quantity",
      of(2, 1),
      [entry("A", 2), entry("B")],
      ["A", "B"],
    ],
    ["by quantity", of(1, 2), [entry("A", 2), entry("B")], ["B", "A"]],
    [
      "by quantity as far as that goes, where the order is another",
      of(1, 1, 2),
      [entry("A", 2), entry("B"), entry("C")],
      [null, null, "A"],
    ],
    [
      "where the order is another, but those of a quantity are the same",
      of(1, 1, 2),
      [entry("A", 2), entry("B"), entry("B")],
      ["B", "B", "A"],
    ],
    [
      "two entries of one size that are one line",
      of(2),
      [entry("A"), entry("A")],
      ["A"],
    ],
    ["one entry that is two lines", of(1, 1), [entry("A", 2)], ["A", "A"]],
    [
      "but not two sizes that are one line",
      of(2),
      [entry("A"), entry("B")],
      [null],
    ],
    [
      "nor where it is one of several ways to add up",
      of(2, 1),
      [entry("A"), entry("A"), entry("B")],
      [null, null],
    ],
    [
      "nor where more were sold than the cart had",
      of(3),
      [entry("A", 2)],
      [null],
    ],
    [
      "nor where the cart had more lines",
      of(1),
      [entry("A"), entry("B")],
      [null],
    ],
  ])("%s", (_, lines, entries, expected) => {
    expect(sizes(lines, entries)).toEqual(expected)
  })

  it("a line whose quantity the customer changed is still its entry's", () => {
    const lines = [
      line({ quantity: 3, isAdjustable: true }),
      line({ quantity: 0, isAdjustable: true }),
      line({ quantity: 1 }),
    ]
    const entries = [entry("A"), entry("B", 2), entry("C")]
    expect(sizes(lines, entries)).toEqual(["A", "B", "C"])
    expect(sizes(lines, entries.slice(0, 2))).toEqual([null, null, null])
    expect(sizes(lines, entries, false)).toEqual([null, null, null])
  })
})

describe("of a cart that was cut off", () => {
  it("what is missing may be of the same line, so nothing is added up", () => {
    expect(sizes(of(2), [entry("A"), entry("A")], false)).toEqual([null])
  })

  it("an entry without a quantity follows one that shows the order", () => {
    expect(sizes(of(2, 1), [entry("A", 2), entry("B", null)], false)).toEqual([
      "A",
      "B",
    ])
    expect(sizes(of(1, 1), [entry("A", null)], false)).toEqual(["A", null])
    expect(sizes(of(1, 2), [entry("A", null)], false)).toEqual([null, null])
  })

  it("an entry that may be of two prices is neither's, but those before it stand", () => {
    const lines = [line(), line({ priceId: "price_2" })]
    const cutOff = entry("B", null, { stripePriceId: null })
    expect(sizes(lines, [entry("A"), cutOff], false)).toEqual(["A", null])
  })
})

describe("an entry speaks of a line", () => {
  it.each<[string, Partial<CartLine>, Partial<ToldItem>]>([
    ["of its price, whatever the name", { name: "Costume" }, {}],
    [
      "of its product, where the price was made for the session",
      { priceId: null, productId: "suit", name: "Costume" },
      {},
    ],
    [
      "of its name, where the price is missing",
      { name: " SUIT" },
      { stripePriceId: null },
    ],
  ])("%s", (_, of, says) => {
    expect(sizes([line(of)], [entry("A", 1, says)])).toEqual(["A"])
  })

  it.each<[string, Partial<CartLine>, Partial<ToldItem>]>([
    ["of another price", { priceId: "price_2" }, {}],
    ["of another product", { productId: "tie" }, {}],
    [
      "of other pieces",
      { priceId: null, productId: "suit", name: "Suit (2-Piece)" },
      { productName: "Suit (3-Piece)" },
    ],
    ["of another name", { name: "Tie" }, { stripePriceId: null }],
    [
      "of nothing",
      {},
      { stripePriceId: null, productName: null, productId: null },
    ],
  ])("not %s", (_, of, says) => {
    expect(sizes([line(of)], [entry("A", 1, says)])).toEqual([null])
  })

  it("of the line that it names best", () => {
    const lines = [
      line({ priceId: null, productId: "suit", name: "Suit, slim" }),
      line({ priceId: null, productId: "suit", name: "Suit" }),
    ]
    expect(
      sizes(lines, [entry("A"), entry("B", 1, { productName: "Suit, slim" })])
    ).toEqual(["B", "A"])
  })
})

it("each entry is given to one line at most, unless all of a price say the same", () => {
  const entries = fc.array(
    fc
      .tuple(
        fc.constantFrom("A", "B", "C"),
        fc.option(fc.integer({ min: 1, max: 3 }))
      )
      .map(([size, quantity]) => entry(size, quantity)),
    { maxLength: 4 }
  )
  const lines = fc.array(
    fc.integer({ min: 0, max: 3 }).map((quantity) => line({ quantity })),
    { maxLength: 4 }
  )
  fc.assert(
    fc.property(lines, entries, fc.boolean(), (lines, entries, isWhole) => {
      const found = pairCart(lines, { entries, isWhole }).filter(
        (given) => given !== null
      )
      const saySame = new Set(entries.map(({ size }) => size)).size === 1
      expect(saySame || new Set(found).size === found.length).toBe(true)
    }),
    { numRuns: 2_000 }
  )
})
