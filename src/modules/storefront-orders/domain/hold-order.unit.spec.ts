import { type HoldingDispute, reasonToHold } from "./hold-order"

const dispute = (status: string, asked = true): HoldingDispute => ({
  dispute: "du_1",
  status,
  reason: "fraudulent",
  amount: 2_000,
  currency_code: "usd",
  payment: "pi_1",
  asked,
})

it.each([
  ["needs_response", true, "is disputed (du_1, $20.00, needs_response)"],
  ["needs_response", false, "is disputed"],
  ["under_review", true, "is disputed"],
  ["appeal_under_review", true, "is disputed"],
  ["a_state_of_the_future", true, "is disputed"],
  ["lost", true, "was charged back (du_1, $20.00, lost)"],
])("holds an order whose dispute is %s (asked: %s)", (status, asked, words) => {
  expect(reasonToHold([dispute(status, asked)])).toContain(words)
})

it.each([
  ["won", true],
  ["lost", false],
  ["prevented", true],
  ["warning_needs_response", true],
  ["warning_under_review", true],
  ["warning_closed", true],
])("lets an order go whose dispute is %s (asked: %s)", (status, asked) => {
  expect(reasonToHold([dispute(status, asked)])).toBeNull()
})

it("holds an order for the one dispute of several that is open", () => {
  expect(
    reasonToHold([dispute("won"), dispute("needs_response")])
  ).not.toBeNull()
  expect(reasonToHold([])).toBeNull()
})
