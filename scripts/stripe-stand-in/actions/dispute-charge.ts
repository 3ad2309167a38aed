import type Stripe from "stripe"
import { stateConflict } from "../errors"
import { eventDraft, type EventDraft } from "../events"
import { buildBalanceTransaction } from "../objects/balance-transaction"
import { buildDispute } from "../objects/dispute"
import type { Store } from "../store"

type Disputed = { dispute: Stripe.Dispute; drafts: EventDraft[] }

/** What Stripe keeps of each chargeback, in minor units of the currency. */
const DISPUTE_FEE = 1500

const OVER: readonly string[] = ["won", "lost", "warning_closed"]

export function isOver({ status }: Stripe.Dispute): boolean {
  return OVER.includes(status)
}

/**
 * The customer's bank takes a payment into doubt; `amount` in minor units, all unless told. An
 * inquiry only asks, a chargeback takes the money away at once.
 */
export function openDispute(
  store: Store,
  charge: Stripe.Charge,
  input: { amount?: number; reason: string; inquiry: boolean }
): Disputed {
  if (charge.disputed) {
    throw stateConflict(`Charge ${charge.id} has already been disputed.`)
  }
  const { amount = charge.amount, reason, inquiry } = input
  const opened = buildDispute({ charge, amount, reason, inquiry })
  store.charges.put({ ...charge, disputed: true })
  if (inquiry) {
    const dispute = store.disputes.put(opened)
    return { dispute, drafts: [eventDraft("charge.dispute.created", dispute)] }
  }
  const dispute = moveFunds(store, opened, "withdrawn")
  return {
    dispute,
    drafts: [
      eventDraft("charge.dispute.created", dispute),
      eventDraft("charge.dispute.funds_withdrawn", dispute),
    ],
  }
}

/** The shop hands its evidence in: the bank looks at it. */
export function submitEvidence(
  store: Store,
  dispute: Stripe.Dispute
): Disputed {
  const { status, evidence_details } = dispute
  const inquiry = status.startsWith("warning_")
  const submitted = store.disputes.put({
    ...dispute,
    evidence_details: {
      ...evidence_details,
      has_evidence: true,
      submission_count: evidence_details.submission_count + 1,
      submission_method: "manual",
    },
    status: inquiry ? "warning_under_review" : "under_review",
  })
  return {
    dispute: submitted,
    drafts: [eventDraft("charge.dispute.updated", submitted, { status })],
  }
}

/** The bank makes a chargeback of what it has only asked about. */
export function escalateInquiry(
  store: Store,
  dispute: Stripe.Dispute
): Disputed {
  const { status } = dispute
  if (!status.startsWith("warning_")) {
    throw stateConflict(`Dispute ${dispute.id} is a chargeback already.`)
  }
  const escalated = moveFunds(
    store,
    { ...dispute, status: "needs_response" },
    "withdrawn"
  )
  return {
    dispute: escalated,
    drafts: [
      eventDraft("charge.dispute.updated", escalated, { status }),
      eventDraft("charge.dispute.funds_withdrawn", escalated),
    ],
  }
}

/**
 * The bank decides: `won` gives the shop its money back, `lost` leaves it with the customer. An
 * inquiry that nothing came of is `warning_closed`; no money has moved.
 */
export function closeDispute(
  store: Store,
  dispute: Stripe.Dispute,
  status: "won" | "lost" | "warning_closed"
): Disputed {
  const isInquiry = dispute.status.startsWith("warning_")
  if (isInquiry !== (status === "warning_closed")) {
    throw stateConflict(
      `Dispute ${dispute.id} is ${dispute.status} and cannot become ${status}.`
    )
  }
  const before = { status: dispute.status }
  if (status === "won") {
    const won = moveFunds(store, { ...dispute, status }, "reinstated")
    return {
      dispute: won,
      drafts: [
        eventDraft("charge.dispute.closed", won, before),
        eventDraft("charge.dispute.funds_reinstated", won),
      ],
    }
  }
  const closed = store.disputes.put({ ...dispute, status })
  return {
    dispute: closed,
    drafts: [eventDraft("charge.dispute.closed", closed, before)],
  }
}

/** A chargeback is no refund: it moves the account's balance, and not the charge's own sums. */
function moveFunds(
  store: Store,
  dispute: Stripe.Dispute,
  way: "withdrawn" | "reinstated"
): Stripe.Dispute {
  const sign = way === "withdrawn" ? -1 : 1
  const movement = store.balanceTransactions.put(
    buildBalanceTransaction({
      type: "adjustment",
      category: way === "withdrawn" ? "dispute" : "dispute_reversal",
      amount: sign * dispute.amount,
      fee: way === "withdrawn" ? DISPUTE_FEE : 0,
      currency: dispute.currency,
      source: dispute.id,
    })
  )
  return store.disputes.put({
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, movement],
  })
}
