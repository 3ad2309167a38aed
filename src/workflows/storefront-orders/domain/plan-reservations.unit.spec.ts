import fc from "fast-check"
import {
  catalogVariant,
  matchOf,
  storefrontItem,
} from "../../../../integration-tests/helpers/catalog-objects"
import { lineItem } from "../../../../integration-tests/helpers/stripe-objects"
import type { CatalogVariant } from "./catalog-snapshot"
import { planLine } from "./plan-line"
import {
  type StockLevel,
  type WantedStock,
  planReservations,
  planWantedStock,
} from "./plan-reservations"

function want(overrides: Partial<WantedStock> = {}): WantedStock {
  return {
    id: "resitem_1",
    lineId: "ordli_1",
    title: "Black Suit · 40R",
    inventoryItemId: "iitem_1",
    quantity: 1,
    ...overrides,
  }
}

function level(overrides: Partial<StockLevel> = {}): StockLevel {
  return {
    inventoryItemId: "iitem_1",
    locationId: "sloc_1",
    stocked: 5,
    reserved: 0,
    ...overrides,
  }
}

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
      { inventoryItemId: "jacket", quantity: 2 },
      { inventoryItemId: "button", quantity: 8 },
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
          allow_backorder: true,
          metadata: { title: "Black Suit · 40R", missing: 2 },
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

  it("lets the second of two lines see what the first took (F33)", () => {
    const two = [want({ quantity: 3 }), want({ id: "resitem_2", quantity: 3 })]
    expect(missing(two, [level()])).toEqual([0, 1])
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

describe("any order, any stock", () => {
  const item = fc.constantFrom("a", "b", "c")
  const wants = fc.array(
    fc.record({ item, quantity: fc.integer({ min: 1, max: 9 }) }),
    { maxLength: 8 }
  )
  const quantities = {
    stocked: fc.integer({ min: 0, max: 20 }),
    reserved: fc.integer({ min: 0, max: 25 }),
  }

  function toWants(rows: { item: string; quantity: number }[]) {
    return rows.map((row, index) =>
      want({
        id: `resitem_${index}`,
        inventoryItemId: row.item,
        quantity: row.quantity,
      })
    )
  }

  const sumOf = (rows: readonly { quantity: number }[]) =>
    rows.reduce((sum, { quantity }) => sum + quantity, 0)

  it("reserves or reports everything that was sold, each piece once", () => {
    const levels = fc.array(
      fc.record({ item, location: fc.constantFrom("x", "y"), ...quantities })
    )
    fc.assert(
      fc.property(wants, levels, (rows, stock) => {
        const wanted = toWants(rows)
        const { reservations, unstocked } = planReservations(
          wanted,
          stock.map(({ item, location, ...rest }) =>
            level({ inventoryItemId: item, locationId: location, ...rest })
          )
        )
        expect(sumOf(reservations) + sumOf(unstocked)).toBe(sumOf(wanted))
        const ids = [...reservations, ...unstocked].map(({ id }) => id)
        expect(ids.sort()).toEqual(wanted.map(({ id }) => id).sort())
      })
    )
  })

  it("counts exactly how many are missing of what one location has", () => {
    const levels = fc.uniqueArray(fc.record({ item, ...quantities }), {
      selector: (row) => row.item,
    })
    fc.assert(
      fc.property(wants, levels, (rows, stock) => {
        const { reservations } = planReservations(
          toWants(rows),
          stock.map(({ item, ...rest }) =>
            level({ inventoryItemId: item, ...rest })
          )
        )
        for (const { item, stocked, reserved } of stock) {
          const mine = reservations.filter(
            (made) => made.inventory_item_id === item
          )
          const left = Math.max(0, stocked - reserved)
          const lacking = mine.reduce((n, made) => n + made.metadata.missing, 0)
          expect(lacking).toBe(Math.max(0, sumOf(mine) - left))
        }
      })
    )
  })
})
