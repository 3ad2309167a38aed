import { ISSUE_KINDS } from "../types"
import { type StaffAnswer, answersOf, isSameAnswer } from "./staff-answer"

const CHOICE: StaffAnswer = {
  answer: "choose_variant",
  variant_id: "variant_1",
  remember: true,
  apply_to_same: false,
}

const ADDRESS: StaffAnswer = {
  answer: "complete_address",
  address: {
    first_name: "Ann",
    last_name: "Lee",
    company: null,
    address_1: "1 Main St",
    address_2: null,
    city: "Reno",
    province: null,
    postal_code: null,
    country_code: "us",
    phone: null,
  },
}

describe("answersOf", () => {
  it.each(ISSUE_KINDS)("lets staff mark %s as handled", (kind) => {
    expect(answersOf(kind)).toContain("handled")
  })

  it.each([
    ["line_not_matched", "choose_variant"],
    ["line_ambiguous", "choose_variant"],
    ["totals_disagree", "accept_totals"],
    ["region_missing", "choose_region"],
    ["address_incomplete", "complete_address"],
  ] as const)("offers what finishes %s first: %s", (kind, answer) => {
    expect(answersOf(kind)[0]).toBe(answer)
  })
})

describe("isSameAnswer", () => {
  it("does not look at what is remembered, applied elsewhere or noted", () => {
    const other = { ...CHOICE, remember: false, apply_to_same: true }
    expect(isSameAnswer(CHOICE, other)).toBe(true)
    expect(
      isSameAnswer(
        { answer: "handled", note: "Called" },
        { answer: "handled", note: null }
      )
    ).toBe(true)
  })

  it.each<[string, StaffAnswer, StaffAnswer]>([
    ["another variant", CHOICE, { ...CHOICE, variant_id: "variant_2" }],
    ["another answer", CHOICE, { answer: "handled", note: null }],
    [
      "another region",
      { answer: "choose_region", region_id: "reg_1" },
      { answer: "choose_region", region_id: "reg_2" },
    ],
    [
      "another street",
      ADDRESS,
      { ...ADDRESS, address: { ...ADDRESS.address, address_1: "2 Main St" } },
    ],
  ])("tells %s", (_, first, second) => {
    expect(isSameAnswer(first, second)).toBe(false)
  })

  it("finds an address again that came back from the database in another order", () => {
    const stored = Object.fromEntries(
      Object.entries(ADDRESS.address).reverse()
    ) as typeof ADDRESS.address
    expect(isSameAnswer(ADDRESS, { ...ADDRESS, address: stored })).toBe(true)
  })
})
