import fc from "fast-check"
import {
  stockLevel as level,
  stockWanted as want,
} from "../../../../integration-tests/helpers/stock-objects"
import { planReservations } from "./plan-reservations"

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
