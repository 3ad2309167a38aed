import type Stripe from "stripe"
import {
  closeDispute,
  escalateInquiry,
  isOver,
  openDispute,
  submitEvidence,
} from "../actions/dispute-charge"
import { collectedCharge } from "../actions/find"
import { stateConflict } from "../errors"
import { readParams } from "../http/params"
import type { StandIn } from "../stand-in"
import type { Store } from "../store"
import { publish } from "./after-checkout"
import { disputeSchema, type DisputeOptions, type DisputeStep } from "./options"

/** The customer's bank opens a dispute, or the open one goes on. */
export function disputePayment(standIn: StandIn, options: DisputeOptions) {
  const { payment_intent, deliver, ...what } = readParams(
    disputeSchema,
    options
  )
  const { dispute, drafts } = moveDispute(standIn, payment_intent, what)
  return { dispute, events: publish(standIn, drafts, deliver) }
}

function moveDispute(
  { store }: StandIn,
  intentId: string,
  {
    amount,
    reason,
    inquiry,
    move,
    close,
  }: Omit<DisputeStep, "payment_intent" | "deliver">
) {
  if (close) {
    return closeDispute(store, openDisputeOf(store, intentId), close)
  }
  switch (move) {
    case "evidence":
      return submitEvidence(store, openDisputeOf(store, intentId))
    case "chargeback":
      return escalateInquiry(store, openDisputeOf(store, intentId))
    case undefined: {
      const charge = collectedCharge(store, intentId)
      return openDispute(store, charge, { amount, reason, inquiry })
    }
  }
}

function openDisputeOf(store: Store, intentId: string): Stripe.Dispute {
  const dispute = store.disputes.find(
    (found) => found.payment_intent === intentId && !isOver(found)
  )
  if (!dispute) {
    throw stateConflict(`The payment ${intentId} has no open dispute.`)
  }
  return dispute
}
