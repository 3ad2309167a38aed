import { questionFacts } from "../../../../integration-tests/helpers/question-facts"
import type { StaffAnswer } from "../../../modules/storefront-orders/domain/staff-answer"
import { ISSUE_KINDS } from "../../../modules/storefront-orders/types"
import { planAnswer } from "./plan-answer"

const HANDLED: StaffAnswer = { answer: "handled", note: null }
const REGION: StaffAnswer = { answer: "choose_region", region_id: "reg_us" }
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

describe("planAnswer", () => {
  it.each(ISSUE_KINDS)("closes %s as handled, and changes nothing", (kind) => {
    expect(planAnswer(questionFacts({ issue: { kind } }), HANDLED)).toEqual({
      kind: "possible",
      effects: {
        line: null,
        wantedStock: [],
        total: null,
        region: null,
        address: null,
        mapping: null,
        message: "marked as handled",
        outcome: {},
      },
    })
  })

  it("closes as handled also where there is no order, or a canceled one", () => {
    for (const order of [null, { isCanceled: true }]) {
      expect(planAnswer(questionFacts({ order }), HANDLED).kind).toBe(
        "possible"
      )
    }
  })

  it("names the answers that a kind takes where it is given another", () => {
    expect(planAnswer(questionFacts(), REGION)).toMatchObject({
      kind: "refused",
      refusal: {
        type: "invalid_data",
        code: "answer_not_taken",
        message: expect.stringContaining("choose_variant, handled"),
      },
    })
  })

  it.each([
    ["order_missing", null],
    ["order_canceled", { isCanceled: true }],
  ] as const)("refuses with %s to change what is not there", (code, order) => {
    const facts = questionFacts({ issue: { kind: "region_missing" }, order })
    expect(planAnswer(facts, REGION)).toMatchObject({
      refusal: { type: "conflict", code },
    })
  })

  describe("of a region", () => {
    const asked = { issue: { kind: "region_missing" as const } }

    it("sets one of the payment's currency", () => {
      expect(planAnswer(questionFacts(asked), REGION)).toMatchObject({
        effects: { region: { orderId: "order_1", regionId: "reg_us" } },
      })
    })

    it.each([
      ["reg_jp", "region_of_other_currency"],
      ["reg_nowhere", "region_not_found"],
    ])("refuses %s with %s", (region_id, code) => {
      const answer: StaffAnswer = { answer: "choose_region", region_id }
      expect(planAnswer(questionFacts(asked), answer)).toMatchObject({
        refusal: { type: "invalid_data", code },
      })
    })
  })

  describe("of an address", () => {
    const kind = "address_incomplete"

    it("writes what was given, and leaves the rest as it is", () => {
      expect(
        planAnswer(questionFacts({ issue: { kind } }), ADDRESS)
      ).toMatchObject({
        effects: {
          address: {
            isSameCountry: true,
            address: {
              first_name: "Ann",
              last_name: "Lee",
              address_1: "1 Main St",
              city: "Reno",
              country_code: "us",
            },
          },
        },
      })
    })

    it.each([null, "ca"])(
      "tells that the order was in %s before",
      (country) => {
        const facts = questionFacts({ issue: { kind }, order: { country } })
        expect(planAnswer(facts, ADDRESS)).toMatchObject({
          effects: { address: { isSameCountry: false } },
        })
      }
    )

    it("F70: puts none of it into what is logged", () => {
      const plan = planAnswer(questionFacts({ issue: { kind } }), ADDRESS)
      const { message, outcome } =
        plan.kind === "possible" ? plan.effects : { message: "", outcome: {} }
      expect(`${message} ${JSON.stringify(outcome)}`).not.toMatch(
        /Ann|Lee|Main|Reno/
      )
    })
  })
})
