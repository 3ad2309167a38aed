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
import { meaningOfEvent } from "./meaning-of-event"

const imports = (payment: string) => ({ kind: "import", payment })
const kind = (name: string) => ({ kind: name })
const noPayment = (how: string) => ({ kind: "no_payment", how })

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
      kind("in_progress"),
    ],
    [
      "a subscription is not the storefront's",
      { mode: "subscription" },
      kind("subscription"),
    ],
    [
      "a card that is only set up sells nothing",
      { mode: "setup", payment_status: "no_payment_required" },
      kind("setup"),
    ],
  ])("%s", (_, overrides, meaning) => {
    const event = stripeEvent(type, paidSession(overrides))
    expect(meaningOfEvent(event)).toEqual(meaning)
  })

  it("a mode that Stripe invents later is not taken for a purchase", () => {
    const event = stripeEvent(type, paidSession())
    const data = { object: { ...event.data.object, mode: "barter" } }
    expect(meaningOfEvent({ ...event, data })).toEqual(kind("unknown"))
  })
})

describe("a payment that came to nothing", () => {
  it.each<[Stripe.Event, object]>([
    [
      stripeEvent("checkout.session.expired", paidSession()),
      noPayment("expired"),
    ],
    [
      stripeEvent("checkout.session.async_payment_failed", paidSession()),
      noPayment("failed"),
    ],
    [
      stripeEvent("payment_intent.payment_failed", paymentIntent()),
      noPayment("failed"),
    ],
    [
      stripeEvent("payment_intent.canceled", paymentIntent()),
      noPayment("canceled"),
    ],
    [stripeEvent("charge.failed", charge()), noPayment("failed")],
    [stripeEvent("charge.expired", charge()), noPayment("expired")],
    [
      stripeEvent(
        "checkout.session.expired",
        paidSession({ mode: "subscription" })
      ),
      kind("subscription"),
    ],
  ])("$type", (event, meaning) => {
    expect(meaningOfEvent(event)).toEqual(meaning)
  })

  it("is so too where Medusa's own checkout started it", () => {
    const intent = paymentIntent({ metadata: { session_id: "payses_1" } })
    const event = stripeEvent("payment_intent.payment_failed", intent)
    expect(meaningOfEvent(event)).toEqual(noPayment("failed"))
  })
})

describe("refunds and disputes", () => {
  const refund = buildRefund({
    charge: charge({ payment_intent: "pi_1" }),
    amount: 100,
    reason: null,
    metadata: {},
  })
  const dispute = buildDispute({
    charge: charge({ payment_intent: "pi_1" }),
    amount: 100,
    reason: "fraudulent",
  })

  it.each([
    stripeEvent("charge.refunded", charge({ payment_intent: "pi_1" })),
    stripeEvent("charge.refund.updated", refund),
    stripeEvent("refund.created", refund),
    stripeEvent("refund.updated", refund),
    stripeEvent("refund.failed", refund),
  ])("$type is a refund of its payment", (event) => {
    expect(meaningOfEvent(event)).toEqual({ kind: "refund", payment: "pi_1" })
  })

  it.each([
    stripeEvent("charge.dispute.created", dispute),
    stripeEvent("charge.dispute.updated", dispute),
    stripeEvent("charge.dispute.closed", dispute),
    stripeEvent("charge.dispute.funds_withdrawn", dispute),
  ])("$type is a dispute of its payment", (event) => {
    expect(meaningOfEvent(event)).toEqual({ kind: "dispute", payment: "pi_1" })
  })

  it("may belong to a charge without a PaymentIntent", () => {
    const event = stripeEvent("refund.created", {
      ...refund,
      payment_intent: null,
    })
    expect(meaningOfEvent(event)).toEqual({ kind: "refund", payment: null })
  })
})

describe("payment_intent.succeeded", () => {
  const succeeded = (intent: Partial<Stripe.PaymentIntent>) =>
    meaningOfEvent(
      stripeEvent("payment_intent.succeeded", paymentIntent(intent))
    )

  it("a payment becomes an order", () => {
    expect(succeeded({})).toEqual(imports("pi_1"))
  })

  it("a payment with the mark of Medusa's own checkout is Medusa's, if that session is there", () => {
    const metadata = { session_id: "payses_01" }
    expect(succeeded({ metadata, amount_received: 10_600 })).toEqual({
      kind: "medusa_payment",
      session_id: "payses_01",
      webhook: { action: "captured", amount: 106 },
      otherwise: imports("pi_1"),
    })
  })

  it.each(["cs_test_1", "42", "", "PAYSES_01", "x_payses_01"])(
    "another session_id of the storefront's own does not hide a payment: %j",
    (session_id) => {
      expect(succeeded({ metadata: { session_id } })).toEqual(imports("pi_1"))
    }
  )
})

it("what is authorised and not collected is Medusa's if it has its mark, else waits", () => {
  const intent = paymentIntent({ amount_capturable: 10_600 })
  const type = "payment_intent.amount_capturable_updated"
  expect(meaningOfEvent(stripeEvent(type, intent))).toEqual(kind("in_progress"))
  const metadata = { session_id: "payses_01" }
  expect(meaningOfEvent(stripeEvent(type, { ...intent, metadata }))).toEqual({
    kind: "medusa_payment",
    session_id: "payses_01",
    webhook: { action: "authorized", amount: 106 },
    otherwise: kind("in_progress"),
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
      kind("charge_without_intent"),
    ],
    [
      "a charge of Medusa's own checkout leaves the work to the PaymentIntent's event",
      { metadata: { session_id: "payses_01" } },
      {
        kind: "medusa_payment",
        session_id: "payses_01",
        webhook: null,
        otherwise: imports("pi_1"),
      },
    ],
  ])("%s", (_, overrides, meaning) => {
    const event = stripeEvent("charge.succeeded", charge(overrides))
    expect(meaningOfEvent(event)).toEqual(meaning)
  })
})

describe("other events (F15)", () => {
  const typed = (type: string, object: object = { id: "x_1" }) => ({
    ...stripeEvent("product.updated", stripeProduct()),
    type,
    data: { object },
  })

  it.each<[object, string]>([
    [typed("invoice.paid"), "subscription"],
    [typed("customer.subscription.created"), "subscription"],
    [typed("setup_intent.succeeded"), "setup"],
    [typed("payment_intent.processing"), "in_progress"],
    [typed("product.updated"), "unknown"],
    [typed("charm.polished"), "unknown"],
  ])("%j is kept as: %s", (event, name) => {
    expect(meaningOfEvent(event)).toEqual(kind(name))
  })

  it("a thin event is one, whatever it is about", () => {
    const thin = {
      id: "evt_test_65",
      object: "v2.core.event",
      type: "v1.payment_intent.succeeded",
      created: "2026-11-21T09:00:00.000Z",
      livemode: false,
      related_object: {
        id: "pi_1",
        type: "payment_intent",
        url: "/v1/payment_intents/pi_1",
      },
    }
    expect(meaningOfEvent(thin)).toEqual(kind("thin"))
  })
})
