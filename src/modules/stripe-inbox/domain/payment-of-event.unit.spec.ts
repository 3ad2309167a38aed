import type Stripe from "stripe"
import {
  charge,
  paidSession,
  paymentIntent,
  stripeEvent,
  stripeProduct,
} from "../../../../integration-tests/helpers/stripe-objects"
import { buildDispute } from "../../../../scripts/stripe-stand-in/objects/dispute"
import { buildRefund } from "../../../../scripts/stripe-stand-in/objects/refund"
import { paymentOfEvent } from "./payment-of-event"

const refund = buildRefund({
  charge: charge(),
  amount: 100,
  reason: null,
  metadata: {},
})

it.each<[string, Stripe.Event, string | null]>([
  [
    "a session by its PaymentIntent's id",
    stripeEvent("checkout.session.completed", paidSession()),
    "pi_1",
  ],
  [
    "a session by its expanded PaymentIntent",
    stripeEvent(
      "checkout.session.completed",
      paidSession({ payment_intent: paymentIntent({ id: "pi_2" }) })
    ),
    "pi_2",
  ],
  [
    "a session without a PaymentIntent by its own id",
    stripeEvent(
      "checkout.session.completed",
      paidSession({ payment_intent: null })
    ),
    "cs_test_1",
  ],
  [
    "a PaymentIntent by its id",
    stripeEvent("payment_intent.succeeded", paymentIntent()),
    "pi_1",
  ],
  [
    "a charge by its PaymentIntent",
    stripeEvent("charge.succeeded", charge({ payment_intent: "pi_1" })),
    "pi_1",
  ],
  [
    "a charge without a PaymentIntent by nothing",
    stripeEvent("charge.succeeded", charge({ payment_intent: null })),
    null,
  ],
  [
    "a refund by its PaymentIntent",
    stripeEvent("refund.created", { ...refund, payment_intent: "pi_1" }),
    "pi_1",
  ],
  [
    "a dispute by its PaymentIntent",
    stripeEvent(
      "charge.dispute.created",
      buildDispute({
        charge: charge({ payment_intent: "pi_1" }),
        amount: 100,
        reason: "fraudulent",
      })
    ),
    "pi_1",
  ],
  [
    "what has to do with no payment by nothing",
    stripeEvent("product.updated", stripeProduct()),
    null,
  ],
])("finds %s", (_, event, payment) => {
  expect(paymentOfEvent(event)).toBe(payment)
})

it.each<[string, unknown]>([
  ["no object", undefined],
  ["null", null],
  ["a text", "pi_1"],
  ["an empty object", {}],
  ["an id that is a number", { object: "payment_intent", id: 1 }],
  ["an empty id", { object: "payment_intent", id: "" }],
  ["a PaymentIntent that is a number", { object: "charge", payment_intent: 1 }],
  ["a PaymentIntent without id", { object: "charge", payment_intent: {} }],
])("finds no payment in %s, and does not fall over it", (_, object) => {
  const event = stripeEvent("charge.succeeded", charge())
  const odd = { ...event, data: { object } } as unknown as Stripe.Event
  expect(paymentOfEvent(odd)).toBeNull()
})
