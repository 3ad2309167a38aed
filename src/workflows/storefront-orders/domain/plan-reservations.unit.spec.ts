import {
  catalogVariant,
  matchOf,
  storefrontItem,
} from "../../../../integration-tests/helpers/catalog-objects"
import {
  stockLevel as level,
  stockWanted as want,
} from "../../../../integration-tests/helpers/stock-objects"
import { lineItem } from "../../../../integration-tests/helpers/stripe-objects"
import type { CatalogVariant } from "./catalog-snapshot"
import { planLine } from "./plan-line"
import {
  type StockLevel,
  type WantedStock,
  planReservations,
  planWantedStock,
} from "./plan-reservations"

/** How many are missing, reservation by reservation. */
function missing(wanted: WantedStock[], levels: StockLevel[]): number[] {
  return planReservations(wanted, levels).reservations.map(
    ({ metadata }) => metadata.missing
  )
}

describe("what the lines of an order need", () => {
  function wantedOf(variant: CatalogVariant, quantity = 1) {
    const match = matchOf(variant)
    const item = storefrontItem({ quantity })
    const line = planLine("pi_1", lineItem({ quantity }), item, match)
    return planWantedStock([line], [match])
  }

  it("is as many of the item as were sold", () => {
    expect(wantedOf(catalogVariant(), 3)).toMatchObject([
      { inventoryItemId: "iitem_40R", quantity: 3, title: "Black Suit · 40R" },
    ])
  })

  it("is each part of a kit, as often as one needs it", () => {
    const inventory = [
      { inventoryItemId: "jacket", required: 1 },
      { inventoryItemId: "button", required: 4 },
    ]
    expect(wantedOf(catalogVariant({ inventory }), 2)).toMatchObject([
      { inventoryItemId: "jacket", quantity: 2, perPiece: 1 },
      { inventoryItemId: "button", quantity: 8, perPiece: 4 },
    ])
  })

  it("is nothing where stock is not counted", () => {
    expect(wantedOf(catalogVariant({ managed: false }))).toEqual([])
    expect(wantedOf(catalogVariant({ inventory: [] }))).toEqual([])
  })

  it("is nothing where the line is a question yet", () => {
    const match = { kind: "unmatched" as const, reason: "unknown" }
    const line = planLine("pi_1", lineItem(), storefrontItem(), match)
    expect(planWantedStock([line], [match])).toEqual([])
  })

  it("has an id that a second run finds again, another for each line and item", () => {
    const [first] = wantedOf(catalogVariant())
    const [again] = wantedOf(catalogVariant())
    const [other] = wantedOf(
      catalogVariant({ inventory: [{ inventoryItemId: "x", required: 1 }] })
    )
    expect(first?.id).toMatch(/^resitem_/)
    expect(again?.id).toBe(first?.id)
    expect(other?.id).not.toBe(first?.id)
  })
})

describe("where stock is taken from", () => {
  it("is reserved for its line, and also where it is short: the customer has paid", () => {
    expect(planReservations([want({ quantity: 7 })], [level()])).toEqual({
      reservations: [
        {
          id: "resitem_1",
          line_item_id: "ordli_1",
          inventory_item_id: "iitem_1",
          location_id: "sloc_1",
          quantity: 7,
          description: "2 of 7 are missing",
          metadata: {
            title: "Black Suit · 40R",
            missing: 2,
            elsewhere: 0,
            per_piece: 1,
          },
        },
      ],
      unstocked: [],
    })
  })

  it.each([
    ["enough", { stocked: 5, reserved: 0 }, 5, 0],
    ["one short", { stocked: 5, reserved: 1 }, 5, 1],
    ["nothing left", { stocked: 5, reserved: 5 }, 2, 2],
    [
      "oversold already: what others lack is not counted here",
      { stocked: 1, reserved: 4 },
      2,
      2,
    ],
  ])("%s", (_, stock, quantity, lacking) => {
    expect(missing([want({ quantity })], [level(stock)])).toEqual([lacking])
  })

  it("is the location with the most left", () => {
    const levels = [
      level({ locationId: "near", stocked: 9, reserved: 8 }),
      level({ locationId: "far", stocked: 4 }),
      level({ locationId: "other", stocked: 99, inventoryItemId: "iitem_2" }),
    ]
    expect(planReservations([want()], levels).reservations).toMatchObject([
      { location_id: "far" },
    ])
  })

  it("is the same location in every run where two have equally much", () => {
    const near = level({ locationId: "sloc_a" })
    const far = level({ locationId: "sloc_b" })
    for (const levels of [
      [near, far],
      [far, near],
    ]) {
      expect(planReservations([want()], levels).reservations).toMatchObject([
        { location_id: "sloc_a" },
      ])
    }
  })

  it("is one location for all lines where one has everything, though another has more of some", () => {
    const tie = { inventoryItemId: "iitem_tie" }
    const wanted = [want(), want({ ...tie, id: "resitem_2", quantity: 2 })]
    const levels = [
      level({ locationId: "large", stocked: 90 }),
      level({ ...tie, locationId: "large", stocked: 1 }),
      level({ locationId: "whole", stocked: 1 }),
      level({ ...tie, locationId: "whole", stocked: 2 }),
    ]
    expect(
      planReservations(wanted, levels).reservations.map(
        (made) => made.location_id
      )
    ).toEqual(["whole", "whole"])
  })

  it("asks of that one location the sum of all lines of an item (F33)", () => {
    const wanted = [
      want({ quantity: 2 }),
      want({ id: "resitem_2", quantity: 2 }),
    ]
    const levels = [
      level({ locationId: "a", stocked: 3 }),
      level({ locationId: "b", stocked: 4 }),
    ]
    expect(
      planReservations(wanted, levels).reservations.map(
        (made) => made.location_id
      )
    ).toEqual(["b", "b"])
  })

  it("is for each line the location with the most left, where none has everything", () => {
    const tie = { inventoryItemId: "iitem_tie" }
    const wanted = [want(), want({ ...tie, id: "resitem_2" })]
    const levels = [
      level({ locationId: "suits" }),
      level({ ...tie, locationId: "ties" }),
    ]
    expect(
      planReservations(wanted, levels).reservations.map(
        (made) => made.location_id
      )
    ).toEqual(["suits", "ties"])
  })

  it("lets the second of two lines see what the first took (F33)", () => {
    const two = [want({ quantity: 3 }), want({ id: "resitem_2", quantity: 3 })]
    expect(missing(two, [level()])).toEqual([0, 1])
  })

  it("is not short where only several locations together have enough, and says how many to move", () => {
    const levels = [
      level({ locationId: "a", stocked: 3 }),
      level({ locationId: "b", stocked: 2 }),
    ]
    expect(
      planReservations([want({ quantity: 5 })], levels).reservations
    ).toMatchObject([
      {
        location_id: "a",
        quantity: 5,
        description: "2 of 5 are at other locations: move them here",
        metadata: { missing: 0, elsewhere: 2 },
      },
    ])
    expect(
      planReservations([want({ quantity: 6 })], levels).reservations
    ).toMatchObject([
      {
        description:
          "1 of 6 are missing; 2 of 6 are at other locations: move them here",
        metadata: { missing: 1, elsewhere: 2 },
      },
    ])
  })

  it("does not sell again what one location owes to another", () => {
    const levels = [
      level({ locationId: "a", stocked: 1, reserved: 3 }),
      level({ locationId: "b", stocked: 2 }),
    ]
    expect(missing([want()], levels)).toEqual([1])
  })

  it("is there where others' lines are known to lack theirs elsewhere", () => {
    const levels = [
      level({ locationId: "a", stocked: 1, reserved: 5, missing: 4 }),
      level({ locationId: "b", stocked: 2 }),
    ]
    expect(missing([want({ quantity: 2 })], levels)).toEqual([0])
  })

  it("is never short of what may be back-ordered", () => {
    const wanted = want({ quantity: 9, allowBackorder: true })
    expect(planReservations([wanted], [level()]).reservations).toMatchObject([
      {
        quantity: 9,
        description: null,
        metadata: { missing: 0, elsewhere: 0 },
      },
    ])
  })

  it("says what no location stocks at all", () => {
    const lost = want({ inventoryItemId: "iitem_9" })
    expect(planReservations([lost, want()], [level()])).toMatchObject({
      reservations: [{ inventory_item_id: "iitem_1" }],
      unstocked: [lost],
    })
  })

  it("leaves the levels it was given as they were", () => {
    const given = level()
    planReservations([want({ quantity: 3 })], [given])
    expect(given).toEqual(level())
  })
})
