import fc from "fast-check"
import type { EditableLevel } from "./legacy-edit"
import { spreadDifference } from "./spread-difference"

const level = (id: string, stocked: number, reserved = 0): EditableLevel => ({
  id,
  stocked,
  reserved,
})

it("adds where most of it is", () => {
  const levels = [level("shop", 4, 3), level("store", 3), level("van", 0)]
  expect(spreadDifference(levels, 5)).toEqual([
    { levelId: "store", difference: 5 },
  ])
})

it("adds to the one there is, also where more is promised than there is", () => {
  expect(spreadDifference([level("shop", 0, 2)], 1)).toEqual([
    { levelId: "shop", difference: 1 },
  ])
})

it("takes away where most of it is first, and then from the next", () => {
  const levels = [level("shop", 4, 3), level("store", 3), level("van", 0)]
  expect(spreadDifference(levels, -4)).toEqual([
    { levelId: "store", difference: -3 },
    { levelId: "shop", difference: -1 },
  ])
})

it.each([
  ["is stocked nowhere", [], 1],
  ["is promised to orders", [level("shop", 4, 3)], -2],
  ["is sold more than there is", [level("shop", 1, 3)], -1],
])("refuses what %s", (_, levels, difference) => {
  expect(spreadDifference(levels, difference)).toBeNull()
})

it("takes the whole difference or nothing, and never what is promised", () => {
  const levels = fc.array(
    fc.record({ stocked: fc.nat(20), reserved: fc.nat(20) }),
    { maxLength: 5 }
  )
  fc.assert(
    fc.property(levels, fc.integer({ min: -60, max: 60 }), (some, wanted) => {
      const known = some.map((one, index) => ({ id: `l${index}`, ...one }))
      const shares = spreadDifference(known, wanted)
      const free = known.map((one) => Math.max(0, one.stocked - one.reserved))
      const most = free.reduce((sum, one) => sum + one, 0)
      if (!shares) {
        expect(known.length === 0 || -wanted > most).toBe(true)
        return
      }
      expect(shares.reduce((sum, one) => sum + one.difference, 0)).toBe(wanted)
      for (const { levelId, difference } of shares) {
        const index = known.findIndex(({ id }) => id === levelId)
        expect(difference).toBeGreaterThanOrEqual(-(free[index] ?? 0))
      }
    })
  )
})
