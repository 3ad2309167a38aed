import {
  type MedusaPaymentFacts,
  judgeMedusaPayment,
} from "./judge-medusa-payment"

const PAID: MedusaPaymentFacts = {
  cart_id: "cart_1",
  order_id: null,
  refunded: false,
}

it.each<[string, Partial<MedusaPaymentFacts>, string]>([
  ["a cart that is no order yet", {}, "open"],
  ["a cart that is an order", { order_id: "order_1" }, "settled"],
  [
    "an order that staff refunded since",
    { order_id: "order_1", refunded: true },
    "settled",
  ],
  ["a payment that staff asked for on an order", { cart_id: null }, "settled"],
  ["a cart whose payment was refunded", { refunded: true }, "given_back"],
])("%s", (_, facts, standing) => {
  expect(judgeMedusaPayment({ ...PAID, ...facts })).toBe(standing)
})
