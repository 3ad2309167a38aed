import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

export interface ChargeInput {
  intent: Stripe.PaymentIntent
  method: Stripe.PaymentMethod
  status: "succeeded" | "pending" | "failed"
  captured: boolean
  failure?: { code: string; message: string }
  /** Seconds since the epoch; now unless told. */
  at?: number
}

/** The Charge that an attempt to collect a PaymentIntent makes; amounts as in the intent. */
export function buildCharge(input: ChargeInput): Stripe.Charge {
  const { intent, method, status, captured } = input
  const id = newId(method.type === "us_bank_account" ? "py_3" : "ch_3")
  return {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: captured && status === "succeeded" ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: "STOREFRONT",
    captured: captured && status !== "failed",
    created: input.at ?? nowSeconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: input.failure?.code ?? null,
    failure_message: input.failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(status),
    paid: status !== "failed",
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: chargedMethod(method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: `https://pay.stripe.com/receipts/payment/${id}`,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: null,
    transfer_group: null,
  }
}

function outcomeOf(status: ChargeInput["status"]): Stripe.Charge.Outcome {
  const declined = status === "failed"
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: declined ? "declined_by_network" : "approved_by_network",
    reason: declined ? "generic_decline" : null,
    risk_level: "normal",
    risk_score: 20,
    seller_message: declined
      ? "The bank did not return any further details."
      : "Payment complete.",
    type: declined ? "issuer_declined" : "authorized",
  }
}

function chargedMethod(
  method: Stripe.PaymentMethod,
  amount: number
): Stripe.Charge.PaymentMethodDetails {
  if (method.card) {
    return { type: "card", card: chargedCard(method.card, amount) }
  }
  if (method.link) {
    return { type: "link", link: { country: "US" } }
  }
  if (method.us_bank_account) {
    const {
      account_holder_type,
      account_type,
      bank_name,
      fingerprint,
      last4,
      routing_number,
    } = method.us_bank_account
    const account = {
      account_holder_type,
      account_type,
      bank_name,
      fingerprint,
      last4,
    }
    return {
      type: "us_bank_account",
      us_bank_account: { ...account, payment_reference: null, routing_number },
    }
  }
  return {
    type: method.type,
    ...(method.acss_debit && { acss_debit: method.acss_debit }),
  }
}

function chargedCard(
  card: Stripe.PaymentMethod.Card,
  amount: number
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: amount,
    authorization_code: "123456",
    brand: card.brand,
    checks: card.checks,
    country: card.country,
    electronic_commerce_indicator: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    extended_authorization: { status: "disabled" },
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    incremental_authorization: { status: "unavailable" },
    installments: null,
    last4: card.last4,
    mandate: null,
    multicapture: { status: "unavailable" },
    network: "visa",
    network_token: { used: false },
    network_transaction_id: newId("", 15),
    overcapture: { maximum_amount_capturable: amount, status: "unavailable" },
    regulated_status: "unregulated",
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  }
}
