import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

/** How a customer of the shop can pay: at once by card or Link, delayed by bank debit. */
export type PaymentMethodKind =
  "card" | "link" | "us_bank_account" | "acss_debit"

const CARD_FINGERPRINT = "StandInCard00001"

export const NO_BILLING_DETAILS: Stripe.PaymentMethod.BillingDetails = {
  address: {
    city: null,
    country: null,
    line1: null,
    line2: null,
    postal_code: null,
    state: null,
  },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
}

/** A PaymentMethod in Stripe's shape, as a customer left it in a checkout. */
export function buildPaymentMethod(
  kind: PaymentMethodKind,
  billing_details: Stripe.PaymentMethod.BillingDetails,
  customer: string | null
): Stripe.PaymentMethod {
  return {
    id: newId("pm_1"),
    object: "payment_method",
    allow_redisplay: "limited",
    billing_details,
    created: nowSeconds(),
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: kind,
    ...methodDetails(kind, billing_details.email),
  }
}

function methodDetails(
  kind: PaymentMethodKind,
  email: string | null
): Pick<
  Stripe.PaymentMethod,
  "card" | "link" | "us_bank_account" | "acss_debit"
> {
  switch (kind) {
    case "card":
      return { card: testCard() }
    case "link":
      return { link: { email } }
    case "us_bank_account":
      return {
        us_bank_account: {
          account_holder_type: "individual",
          account_type: "checking",
          bank_name: "STRIPE TEST BANK",
          financial_connections_account: null,
          fingerprint: "StandInBank00001",
          last4: "6789",
          networks: null,
          routing_number: "110000000",
          status_details: null,
        },
      }
    case "acss_debit":
      return {
        acss_debit: {
          bank_name: "STRIPE TEST BANK",
          fingerprint: "StandInBank00002",
          institution_number: "000",
          last4: "6789",
          transit_number: "11000",
        },
      }
  }
}

function testCard(): Stripe.PaymentMethod.Card {
  return {
    brand: "visa",
    checks: {
      address_line1_check: "pass",
      address_postal_code_check: "pass",
      cvc_check: "pass",
    },
    country: "US",
    display_brand: "visa",
    exp_month: 8,
    exp_year: 2030,
    fingerprint: CARD_FINGERPRINT,
    funding: "credit",
    generated_from: null,
    last4: "4242",
    networks: { available: ["visa"], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}
