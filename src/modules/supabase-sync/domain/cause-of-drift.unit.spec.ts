import type { BothSides, ItemFacts, LegacyRow } from "../reconcile-types"
import { findDifference, judgeDifference } from "./cause-of-drift"

const HIGHEST = 1_000n

function row(overrides: Partial<LegacyRow> = {}): LegacyRow {
  return { id: "variant_1", quantity: 5, version: "900", ...overrides }
}

function sides(
  rows: readonly LegacyRow[],
  medusa: Partial<BothSides["medusa"]> = {}
): BothSides {
  return {
    id: "variant_1",
    kind: "variant",
    rows,
    medusa: {
      id: "variant_1",
      quantity: 4,
      inStock: true,
      existence: "live",
      ...medusa,
    },
  }
}

function facts(overrides: Partial<ItemFacts> = {}): ItemFacts {
  return {
    state: "done",
    isFailing: false,
    outcomeCode: null,
    pushedQuantity: 5,
    pushedVersion: "900",
    isPushedSince: false,
    ...overrides,
  }
}

function causeOf(both: BothSides, known: ItemFacts | null) {
  const difference = findDifference(both)
  const verdict =
    difference && judgeDifference(both, difference, known, HIGHEST)
  return verdict && verdict !== "on_its_way" ? verdict.cause : verdict
}

describe("findDifference", () => {
  it("is none where all rows of the id are as Medusa says", () => {
    expect(
      findDifference(sides([row({ quantity: 4 }), row({ quantity: 4 })]))
    ).toBeNull()
  })

  it("is the row that differs where several carry the id", () => {
    const other = row({ quantity: 6 })
    expect(findDifference(sides([row({ quantity: 4 }), other]))).toBe(other)
  })

  it("is there where only the mark «in stock» differs", () => {
    const marked = row({ quantity: 4, inStock: false })
    expect(findDifference(sides([marked]))).toBe(marked)
  })

  it("is none where what Medusa does not have is not there either", () => {
    const gone = { quantity: 0, inStock: false }
    expect(
      findDifference(sides([], { ...gone, existence: "deleted" }))
    ).toBeNull()
    expect(
      findDifference(sides([], { ...gone, existence: "unknown" }))
    ).toBeNull()
  })
})

describe("judgeDifference", () => {
  it.each<[string, BothSides, ItemFacts | null]>([
    ["not_linked", sides([]), null],
    [
      "unknown_item",
      sides([row()], { existence: "unknown", quantity: 0 }),
      null,
    ],
    // Medusa had it once: its number is to be 0 there.
    ["missed", sides([row()], { existence: "unknown", quantity: 0 }), facts()],
    [
      "held",
      sides([row()]),
      facts({ state: "dead", outcomeCode: "legacy_store_23514" }),
    ],
    ["held", sides([row()]), facts({ state: "pending", isFailing: true })],
    // What held it was that there was no row.
    [
      "never_pushed",
      sides([row({ version: null })]),
      facts({
        state: "dead",
        outcomeCode: "legacy_row_not_found",
        pushedVersion: null,
      }),
    ],
    ["never_pushed", sides([row({ version: null })]), null],
    ["never_pushed", sides([row()]), null],
    ["set_back", sides([row({ version: null })]), facts()],
    ["set_back", sides([row({ version: "899" })]), facts()],
    ["version_ahead", sides([row({ version: "1001" })]), facts()],
    ["version_ahead", sides([row({ version: "9223372036854775807" })]), null],
    ["edited_there", sides([row({ quantity: 7 })]), facts()],
    [
      "edited_there",
      sides([row({ quantity: 4, inStock: false })]),
      facts({ pushedQuantity: 4 }),
    ],
    ["missed", sides([row()]), facts()],
    // Pushed, and the process died before it noted so.
    ["missed", sides([row({ version: "950" })]), facts()],
    ["on_its_way", sides([row()]), facts({ state: "pending" })],
    ["on_its_way", sides([row()]), facts({ state: "running" })],
    ["on_its_way", sides([row()]), facts({ isPushedSince: true })],
    ["on_its_way", sides([]), facts({ state: "pending" })],
  ])("%s", (cause, both, known) => {
    expect(causeOf(both, known)).toBe(cause)
  })
})
