import type Stripe from "stripe"
import {
  charge,
  paidSession,
  paymentIntent,
  stripeEvent,
  stripeProduct,
} from "../../../../integration-tests/helpers/stripe-objects"
import { meaningOfEvent } from "./meaning-of-event"

const imports = (payment: string) => ({ kind: "import", payment })
const nothing = (reason: string) => ({ kind: "none", reason })

describe.each([
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
] as const)("%s", (type) => {
  it.each<[string, Partial<Stripe.Checkout.Session>, object]>([
    ["a paid session becomes an order", {}, imports("cs_test_1")],
    [
      "a session with nothing to pay becomes an order",
      { payment_status: "no_payment_required", payment_intent: null },
      imports("cs_test_1"),
    ],
    [
      "a session that waits for a delayed payment does not yet",
      { payment_status: "unpaid" },
      nothing("not_paid_yet"),
    ],
    [
      "a subscription is not the storefront's",
      { mode: "subscription" },
      nothing("session_mode_subscription"),
    ],
    [
      "a card that is only set up sells nothing",
      { mode: "setup", payment_status: "no_payment_required" },
      nothing("session_mode_setup"),
    ],
  ])("%s", (_, overrides, meaning) => {
    const event = stripeEvent(type, paidSession(overrides))
    expect(meaningOfEvent(event)).toEqual(meaning)
  })
})

describe("payment_intent.succeeded", () => {
  it.each<[string, Stripe.Metadata, object]>([
    ["a payment becomes an order", {}, imports("pi_1")],
    [
      "a payment that Medusa's own checkout started has its order there",
      { session_id: "payses_01" },
      nothing("payment_started_by_medusa"),
    ],
    [
      "another session_id of the storefront's own does not hide a payment",
      { session_id: "cs_test_1" },
      imports("pi_1"),
    ],
  ])("%s", (_, metadata, meaning) => {
    const event = stripeEvent(
      "payment_intent.succeeded",
      paymentIntent({ metadata })
    )
    expect(meaningOfEvent(event)).toEqual(meaning)
  })
})

describe("charge.succeeded", () => {
  it.each<[string, Partial<Stripe.Charge>, object]>([
    ["a charge speaks of its PaymentIntent", {}, imports("pi_1")],
    [
      "whether Stripe gives the id or the whole of it",
      { payment_intent: paymentIntent({ id: "pi_2" }) },
      imports("pi_2"),
    ],
    [
      "a charge without one was not made by the storefront",
      { payment_intent: null },
      nothing("charge_without_payment_intent"),
    ],
    [
      "a charge of Medusa's own checkout has its order there",
      { metadata: { session_id: "payses_01" } },
      nothing("payment_started_by_medusa"),
    ],
  ])("%s", (_, overrides, meaning) => {
    const event = stripeEvent("charge.succeeded", charge(overrides))
    expect(meaningOfEvent(event)).toEqual(meaning)
  })
})

describe("other events", () => {
  it.each<Stripe.Event>([
    stripeEvent("checkout.session.expired", paidSession()),
    stripeEvent("payment_intent.payment_failed", paymentIntent()),
    stripeEvent("charge.failed", charge()),
    stripeEvent("product.updated", stripeProduct()),
  ])("$type makes no order, and says why", (event) => {
    expect(meaningOfEvent(event)).toEqual(nothing("event_type_not_handled"))
  })

  it("takes a type that Stripe invents later for one that is not handled", () => {
    const event = stripeEvent("product.updated", stripeProduct())
    const later = { ...event, type: "charm.polished" }
    expect(meaningOfEvent(later as unknown as Stripe.Event)).toEqual(
      nothing("event_type_not_handled")
    )
  })
})
