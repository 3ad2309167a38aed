import type Stripe from "stripe"
import { paidPayments } from "./paid-payments"

const FROM = 1_795_000_000
const SPAN = {
  from: new Date(FROM * 1000),
  until: new Date((FROM + 3600) * 1000),
}

/** A session that was begun long before the span and paid within it. */
function session(
  over: Partial<Stripe.Checkout.Session> = {},
  intent: Partial<Stripe.PaymentIntent> | null = {}
): Stripe.Checkout.Session {
  const paymentIntent = intent && {
    id: "pi_1",
    created: FROM + 60,
    status: "succeeded",
    metadata: {},
    ...intent,
  }
  return {
    id: "cs_1",
    created: FROM - 3600,
    currency: "usd",
    mode: "payment",
    payment_status: "paid",
    status: "complete",
    payment_intent: paymentIntent,
    ...over,
  } as Stripe.Checkout.Session
}

const payments = (...sessions: Stripe.Checkout.Session[]) =>
  paidPayments(sessions, SPAN).map(({ payment }) => payment)

describe("the payments that must be orders", () => {
  it("are known by their PaymentIntent", () => {
    expect(payments(session())).toEqual(["pi_1"])
  })

  it("are known by their session where nothing had to be paid", () => {
    const free = session(
      { payment_status: "no_payment_required", created: FROM },
      null
    )
    expect(payments(free)).toEqual(["cs_1"])
  })

  it.each([
    ["unpaid", session({ payment_status: "unpaid" }, { status: "processing" })],
    ["not complete", session({ status: "open" })],
    ["a subscription's", session({ mode: "subscription" })],
    ["a setup's", session({ mode: "setup" }, null)],
    ["not captured yet", session({}, { status: "requires_capture" })],
    ["paid before the span", session({}, { created: FROM - 1 })],
    ["paid just now", session({}, { created: FROM + 3600 })],
    ["free, and from before the span", session({}, null)],
  ])("are not those that are %s", (_, other) => {
    expect(payments(other)).toEqual([])
  })

  it.each([
    ["payses_01", "payses_01"],
    ["cs_of_another_system", null],
  ])("say which session of Medusa they name: %s", (session_id, expected) => {
    const [paid] = paidPayments(
      [session({}, { metadata: { session_id } })],
      SPAN
    )
    expect(paid?.medusaSessionId).toBe(expected)
  })
})
