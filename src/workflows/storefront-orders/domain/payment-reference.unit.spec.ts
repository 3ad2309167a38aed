import type Stripe from "stripe"
import {
  paidSession,
  paymentIntent,
} from "../../../../integration-tests/helpers/stripe-objects"
import { isPaid, paymentReferenceOf } from "./payment-reference"

it.each<
  [string, Stripe.Checkout.Session["payment_intent"], string, string | null]
>([
  ["its PaymentIntent's id", "pi_1", "pi_1", "pi_1"],
  ["the expanded PaymentIntent's id", paymentIntent(), "pi_1", "pi_1"],
  ["its own id where there is none", null, "cs_test_1", null],
])("a payment goes by %s", (_, payment_intent, payment, payment_intent_id) => {
  expect(
    paymentReferenceOf(paidSession({ payment_intent }), "webhook")
  ).toEqual({
    payment,
    payment_intent_id,
    checkout_session_id: "cs_test_1",
    amount: 10_600,
    currency_code: "usd",
    livemode: false,
    source: "webhook",
  })
})

it.each<
  [
    Stripe.Checkout.Session.Status,
    Stripe.Checkout.Session.PaymentStatus,
    boolean,
  ]
>([
  ["complete", "paid", true],
  ["complete", "no_payment_required", true],
  ["complete", "unpaid", false],
  ["open", "unpaid", false],
  ["open", "no_payment_required", false],
  ["expired", "unpaid", false],
])(
  "a session that is %s and %s: paid is %s",
  (status, payment_status, paid) => {
    expect(isPaid(paidSession({ status, payment_status }))).toBe(paid)
  }
)
