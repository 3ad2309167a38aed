import type Stripe from "stripe"
import {
  charge,
  paidSession,
  paymentIntent,
} from "../../../../integration-tests/helpers/stripe-objects"
import { paymentReferenceOf } from "./payment-reference"
import { planPaymentData } from "./plan-payment-data"

function dataOf(session: Stripe.Checkout.Session) {
  return planPaymentData(paymentReferenceOf(session, "webhook"), session)
}

function paidWith(details: Partial<Stripe.Charge.PaymentMethodDetails>) {
  const known = charge()
  const payment_method_details = {
    ...known.payment_method_details,
    ...details,
  } as Stripe.Charge.PaymentMethodDetails
  return paidSession({
    payment_intent: paymentIntent({
      latest_charge: charge({ payment_method_details }),
    }),
  })
}

const { card } = charge().payment_method_details ?? {}

describe("what is kept with an adopted payment", () => {
  it("is what Stripe calls it, in which mode, and the card", () => {
    expect(dataOf(paidWith({}))).toEqual({
      payment_intent: "pi_1",
      checkout_session: "cs_test_1",
      currency: "usd",
      livemode: false,
      paid_by: { type: "card", brand: "visa", last4: "4242", wallet: null },
      receipt_url: expect.stringContaining("https://"),
    })
  })

  it("names the wallet that the card came from", () => {
    const wallet = { type: "apple_pay" as const, dynamic_last4: null }
    const details = {
      card: card && { ...card, wallet },
    } as Partial<Stripe.Charge.PaymentMethodDetails>
    expect(dataOf(paidWith(details)).paid_by).toMatchObject({
      last4: "4242",
      wallet: "apple_pay",
    })
  })

  it("of Link and of a bank account is as much as Stripe tells", () => {
    const link = { type: "link", card: undefined }
    expect(dataOf(paidWith(link)).paid_by).toEqual({
      type: "link",
      brand: null,
      last4: null,
      wallet: null,
    })
    const bank = {
      type: "us_bank_account",
      card: undefined,
      us_bank_account: { bank_name: "STRIPE TEST BANK", last4: "6789" },
    } as Partial<Stripe.Charge.PaymentMethodDetails>
    expect(dataOf(paidWith(bank)).paid_by).toMatchObject({
      brand: "STRIPE TEST BANK",
      last4: "6789",
    })
  })

  it.each([
    ["nothing was charged", paidSession({ payment_intent: null })],
    ["the charge is known by its id only", paidSession()],
  ])("has no card where %s", (_, session) => {
    expect(dataOf(session)).toMatchObject({ paid_by: null, receipt_url: null })
  })
})
