import { MedusaError } from "@medusajs/framework/utils"
import { readAdoptedPayment } from "./adopted-payment"

it.each([
  ["paid", "pi_1", "cs_1"],
  ["paid without a session", "pi_1", null],
  ["with nothing to pay", null, "cs_1"],
])(
  "knows again a payment that was %s",
  (_, payment_intent, checkout_session) => {
    const data = { payment_intent, checkout_session, currency: "usd" }
    expect(readAdoptedPayment({ ...data, note: "kept elsewhere" })).toEqual(
      data
    )
  }
)

it.each<[string, Record<string, unknown> | undefined]>([
  ["nothing", undefined],
  ["an empty session", {}],
  ["no payment", { currency: "usd" }],
  ["empty ids", { payment_intent: "", checkout_session: "", currency: "usd" }],
  ["an id that is no text", { payment_intent: 1, currency: "usd" }],
  ["no currency", { payment_intent: "pi_1" }],
  ["an empty currency", { payment_intent: "pi_1", currency: "" }],
])("takes no new payment: %s", (_, data) => {
  const read = () => readAdoptedPayment(data)
  expect(read).toThrow(MedusaError)
  expect(read).toThrow("cannot take new ones")
})
