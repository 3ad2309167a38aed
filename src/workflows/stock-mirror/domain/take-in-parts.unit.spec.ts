import fc from "fast-check"
import type { LegacyEditReport, TakenEdit } from "./legacy-edit"
import { takeInParts } from "./take-in-parts"

const REFUSED = Object.assign(new Error("refused"), { code: "23514" })
const CUT = Object.assign(new Error("cut"), { code: "57P01" })

const report = (quantity: number): LegacyEditReport => ({
  subject: { kind: "sku", sku: `SKU-${quantity}` },
  quantity,
  version: null,
  previousQuantity: null,
  editId: null,
})

const adjusted = ({ quantity }: LegacyEditReport): TakenEdit => ({
  outcome: "adjusted",
  message: "",
  variantId: null,
  difference: quantity,
})

const ten = Array.from({ length: 10 }, (_, index) => report(index))

/** A database that refuses some numbers, and is cut off by one. */
function database(refused: readonly number[], cutAt: number | null = null) {
  const committed: number[] = []
  const take = (part: readonly LegacyEditReport[]) => {
    const numbers = part.map(({ quantity }) => quantity)
    if (cutAt !== null && numbers.includes(cutAt)) {
      return Promise.reject(CUT)
    }
    if (numbers.some((one) => refused.includes(one))) {
      return Promise.reject(REFUSED)
    }
    committed.push(...numbers)
    return Promise.resolve(part.map(adjusted))
  }
  return { committed, take }
}

it("leaves out what the database refuses, and takes all others in their order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(9)), async (refused) => {
      const { committed, take } = database(refused)
      const told: unknown[] = []
      const taken = await takeInParts(ten, take, (error) => told.push(error))
      expect(taken.map(({ outcome }) => outcome)).toEqual(
        ten.map(({ quantity }) =>
          refused.includes(quantity) ? "failed" : "adjusted"
        )
      )
      expect(committed).toEqual(
        ten.map((one) => one.quantity).filter((one) => !refused.includes(one))
      )
      expect(told).toHaveLength(refused.length)
    })
  )
})

it("says of each what was done and what not, where the database goes away in the middle", async () => {
  const { committed, take } = database([9], 5)
  // All ten meet the refused one first: the first half is in before the cut is met.
  const first = (part: readonly LegacyEditReport[]) =>
    part.length === 10 ? Promise.reject(REFUSED) : take(part)
  const taken = await takeInParts(ten, first, () => undefined)
  expect(committed).toEqual([0, 1, 2, 3, 4])
  expect(taken.map(({ outcome }) => outcome)).toEqual([
    ...Array<string>(5).fill("adjusted"),
    ...Array<string>(5).fill("failed"),
  ])
})

it("throws where nothing was done at all", async () => {
  const { take } = database([], 0)
  await expect(takeInParts(ten, take, () => undefined)).rejects.toBe(CUT)
})

it("does not try a thousand times where all are refused", async () => {
  const many = Array.from({ length: 1_000 }, (_, index) => report(index))
  let tries = 0
  const take = () => {
    tries += 1
    return Promise.reject(REFUSED)
  }
  await expect(takeInParts(many, take, () => undefined)).rejects.toBe(REFUSED)
  expect(tries).toBeLessThan(60)
})
