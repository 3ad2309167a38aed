import { formatMoney, toMinorAmount } from "../../../lib/money"
import type { NewIssue } from "../types"
import { type DisputeFacts, phaseOfDispute } from "./dispute"

/** https://docs.stripe.com/disputes/categories */
const REASONS: Readonly<Record<string, string>> = {
  bank_cannot_process: "the bank could not process the payment",
  check_returned: "the cheque was returned",
  credit_not_processed: "a refund that was promised did not come",
  customer_initiated: "the customer asked the bank to take the money back",
  debit_not_authorized: "the customer says the debit was not authorised",
  duplicate: "the customer says they were charged twice",
  fraudulent: "the customer says they did not make this payment",
  general: "the bank names no particular reason",
  incorrect_account_details: "the account details were wrong",
  insufficient_funds: "the account did not hold enough",
  noncompliant: "the payment broke a rule of the card network",
  product_not_received: "the customer says the goods did not arrive",
  product_unacceptable: "the customer says the goods are not as described",
  subscription_canceled: "the customer says a subscription was cancelled",
  unrecognized: "the customer does not recognise the payment",
}

/** Stripe's reason in words; one that is not known here is named as it is. */
export function reasonInWords(reason: string): string {
  return REASONS[reason] ?? `the bank's reason is «${reason}»`
}

/** The question that a dispute puts to staff; asked once, and told anew as the dispute goes on. */
export function questionOfDispute(facts: DisputeFacts): NewIssue {
  const { amount, currency_code, reason, status, evidence_due_at } = facts
  return {
    kind: "dispute",
    subject: facts.dispute,
    message: messageOf(facts),
    details: {
      dispute: facts.dispute,
      amount_minor: amount,
      currency_code,
      reason,
      status,
      evidence_due_at,
    },
  }
}

/** «$20.00» */
export function disputedSum({ amount, currency_code }: DisputeFacts): string {
  return formatMoney({
    minor: toMinorAmount(amount),
    currency: currency_code,
  })
}

function messageOf(facts: DisputeFacts): string {
  const sum = disputedSum(facts)
  const why = reasonInWords(facts.reason)
  switch (phaseOfDispute(facts.status)) {
    case "inquiry":
      return `The customer's bank asks about ${sum} of this payment: ${why}. This is an inquiry and no chargeback: no money was taken so far. ${whatToDo(facts, "or refund the customer; otherwise it may become a chargeback")}`
    case "open":
      return `The customer's bank has charged ${sum} of this payment back: ${why}. ${whatToDo(facts, "or the dispute is lost")}`
    case "lost":
      return `The dispute about ${sum} is lost (${why}): that sum was withdrawn from the Stripe balance; what Stripe's fee came to is not known here. Decide what becomes of the order, and then mark this as handled`
    case "over":
      return `The dispute about ${sum} is over (${facts.status}): nothing is left to do`
  }
}

function whatToDo(
  { status, evidence_due_at }: DisputeFacts,
  otherwise: string
): string {
  if (status.endsWith("under_review")) {
    return "The bank has the shop's answer; wait for its decision"
  }
  const by = evidence_due_at ? ` by ${dayAndTime(evidence_due_at)}` : ""
  return `Answer it in Stripe${by}, ${otherwise}`
}

/** «2026-11-28 09:30 UTC» */
function dayAndTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}
