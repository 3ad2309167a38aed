import type Stripe from "stripe"
import { stateConflict } from "../errors"
import { eventDraft, type EventDraft } from "../events"
import { buildDispute } from "../objects/dispute"
import type { Store } from "../store"

/** The customer's bank takes a payment into doubt; `amount` in minor units, all unless told. */
export function openDispute(
  store: Store,
  charge: Stripe.Charge,
  input: { amount?: number; reason: string }
): { dispute: Stripe.Dispute; drafts: EventDraft[] } {
  if (charge.disputed) {
    throw stateConflict(`Charge ${charge.id} has already been disputed.`)
  }
  const { amount = charge.amount, reason } = input
  const dispute = store.disputes.put(buildDispute({ charge, amount, reason }))
  store.charges.put({ ...charge, disputed: true })
  return { dispute, drafts: [eventDraft("charge.dispute.created", dispute)] }
}

/** The bank decides: `won` leaves the money with the shop, `lost` with the customer. */
export function closeDispute(
  store: Store,
  dispute: Stripe.Dispute,
  status: "won" | "lost"
): { dispute: Stripe.Dispute; drafts: EventDraft[] } {
  if (dispute.status === "won" || dispute.status === "lost") {
    throw stateConflict(`Dispute ${dispute.id} is already closed.`)
  }
  const closed = store.disputes.put({ ...dispute, status })
  const drafts = [
    eventDraft("charge.dispute.closed", closed, { status: dispute.status }),
  ]
  return { dispute: closed, drafts }
}
