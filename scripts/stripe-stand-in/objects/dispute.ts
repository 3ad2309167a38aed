import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

const SECONDS_TO_ANSWER = 7 * 24 * 60 * 60

/** A dispute that the bank has just opened; `amount` in minor units of the charge's currency. */
export function buildDispute(input: {
  charge: Stripe.Charge
  amount: number
  reason: string
  /** The bank only asks; no money is moved. */
  inquiry?: boolean
}): Stripe.Dispute {
  const { charge, inquiry = false } = input
  const created = nowSeconds()
  return {
    id: newId("du_1"),
    object: "dispute",
    amount: input.amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: emptyEvidence(charge.billing_details),
    evidence_details: {
      due_by: created + SECONDS_TO_ANSWER,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    // While the bank only asks, a refund still settles the matter.
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: "card",
      card: {
        brand: "visa",
        case_type: inquiry ? "inquiry" : "chargeback",
        network: "visa",
        network_reason_code: "10.4",
      },
    },
    reason: input.reason,
    status: inquiry ? "warning_needs_response" : "needs_response",
  }
}

function emptyEvidence(
  customer: Stripe.Charge.BillingDetails
): Stripe.Dispute.Evidence {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: customer.email,
    customer_name: customer.name,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  }
}
