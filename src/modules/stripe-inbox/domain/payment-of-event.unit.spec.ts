import fc from "fast-check"
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

const thin = (related_object?: unknown) => ({
  id: "evt_test_65",
  object: "v2.core.event",
  type: "v1.payment_intent.succeeded",
  created: "2026-11-21T09:00:00.000Z",
  ...(related_object === undefined ? {} : { related_object }),
})

it.each<[string, unknown, string | null]>([
  [
    "that names a PaymentIntent",
    { id: "pi_1", type: "payment_intent" },
    "pi_1",
  ],
  [
    "that names a Checkout Session",
    { id: "cs_test_1", type: "checkout.session" },
    "cs_test_1",
  ],
  ["that names something else", { id: "acct_1", type: "account" }, null],
  ["that names nothing", undefined, null],
  ["whose related object is null", null, null],
  ["whose related object has no id", { type: "payment_intent" }, null],
])("finds the payment of a thin event %s", (_, related, payment) => {
  expect(paymentOfEvent(thin(related))).toBe(payment)
})

it("finds the payment of everything that came to nothing", () => {
  const intent = paymentIntent()
  const failed = charge({ payment_intent: "pi_1", status: "failed" })
  const session = paidSession({ payment_status: "unpaid" })
  const events = [
    stripeEvent("payment_intent.payment_failed", intent),
    stripeEvent("payment_intent.canceled", intent),
    stripeEvent("charge.failed", failed),
    stripeEvent("charge.expired", failed),
    stripeEvent("checkout.session.expired", session),
    stripeEvent("checkout.session.async_payment_failed", session),
  ]
  expect(events.map(paymentOfEvent)).toEqual(events.map(() => "pi_1"))
})

it("finds no payment in any JSON that is no event, and never falls over it", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, data) => {
      const payment = paymentOfEvent(value) ?? paymentOfEvent({ data })
      expect(payment === null || payment.length > 0).toBe(true)
    })
  )
})
