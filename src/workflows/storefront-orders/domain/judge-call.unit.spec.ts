import type Stripe from "stripe"
import { paidSession } from "../../../../integration-tests/helpers/stripe-objects"
import { type FoundPayment, judgeCall } from "./judge-call"

const CLAIMED = { payment: "pi_1", amount: 10_600, currency: "usd" }

const found = (
  session: Partial<Stripe.Checkout.Session> | null,
  intent: FoundPayment["intent"] = null
): FoundPayment => ({ session: session && paidSession(session), intent })

/** As `payment_intent` is expanded. */
const intent = (fields: Partial<Stripe.PaymentIntent>) =>
  ({ id: "pi_1", ...fields }) as Stripe.PaymentIntent

it("believes a call that says what Stripe says", () => {
  expect(judgeCall(CLAIMED, found({}))).toMatchObject({
    kind: "believed",
    reference: { payment: "pi_1", amount: 10_600, source: "legacy_api" },
  })
})

it("believes a call that names no currency", () => {
  const claimed = { ...CLAIMED, currency: null }
  expect(judgeCall(claimed, found({})).kind).toBe("believed")
})

it("compares with what was captured where that is less than the session's total", () => {
  const session = { payment_intent: intent({ amount_received: 5_000 }) }
  expect(judgeCall({ ...CLAIMED, amount: 5_000 }, found(session)).kind).toBe(
    "believed"
  )
  expect(judgeCall(CLAIMED, found(session)).kind).toBe("refused")
})

it.each<[string, FoundPayment, Partial<typeof CLAIMED>, string]>([
  ["Stripe knows nothing of it", found(null), {}, "payment_not_found"],
  ["it has no session", found(null, { id: "pi_1" }), {}, "no_checkout_session"],
  [
    "it is a subscription's",
    found({ mode: "subscription" }),
    {},
    "not_a_storefront_payment",
  ],
  ["it expired", found({ status: "expired" }), {}, "payment_not_paid"],
  ["it is unpaid", found({ payment_status: "unpaid" }), {}, "payment_not_paid"],
  [
    "the amount is 100 times too much",
    found({}),
    { amount: 1_060_000 },
    "amount_differs",
  ],
  [
    "the amount is one cent less",
    found({}),
    { amount: 10_599 },
    "amount_differs",
  ],
  [
    "the currency is another",
    found({}),
    { currency: "cad" },
    "currency_differs",
  ],
  [
    "both differ: amounts of two currencies cannot be compared",
    found({}),
    { currency: "jpy", amount: 106 },
    "currency_differs",
  ],
])("F6: refuses a call where %s", (_, payment, claim, code) => {
  expect(judgeCall({ ...CLAIMED, ...claim }, payment)).toMatchObject({
    kind: "refused",
    refusal: { type: "conflict", code },
  })
})

it("asks to call again where the money is there and the session not complete yet", () => {
  const session = {
    status: "open" as const,
    payment_status: "unpaid" as const,
    payment_intent: intent({ status: "succeeded" }),
  }
  expect(judgeCall(CLAIMED, found(session))).toMatchObject({
    refusal: { type: "unavailable", code: "session_not_complete_yet" },
  })
})
