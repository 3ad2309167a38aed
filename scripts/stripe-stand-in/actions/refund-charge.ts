import type Stripe from "stripe"
import { stateConflict } from "../errors"
import { eventDraft, type EventDraft } from "../events"
import { formatAmount } from "../money/currency"
import { buildBalanceTransaction } from "../objects/balance-transaction"
import { type OpenRefundStatus, buildRefund } from "../objects/refund"
import type { Store } from "../store"

/** Sends money back; `amount` in minor units, all that is left unless told. */
export function refundCharge(
  store: Store,
  charge: Stripe.Charge,
  input: {
    amount?: number
    reason: string | null
    metadata: Stripe.Metadata
    status?: OpenRefundStatus
  }
): { refund: Stripe.Refund; charge: Stripe.Charge; drafts: EventDraft[] } {
  const amount = input.amount ?? charge.amount - charge.amount_refunded
  assertRefundable(charge, amount)
  const refund = buildRefund({ ...input, charge, amount })
  const movement = store.balanceTransactions.put(
    buildBalanceTransaction({
      type: "refund",
      amount: -amount,
      fee: 0,
      currency: charge.currency,
      source: refund.id,
    })
  )
  const stored = store.refunds.put({
    ...refund,
    balance_transaction: movement.id,
  })
  const refunded = store.charges.put(
    withRefunded(charge, charge.amount_refunded + amount)
  )
  const { amount_refunded, refunded: wasRefunded } = charge
  const before = { amount_refunded, refunded: wasRefunded }
  return {
    refund: stored,
    charge: refunded,
    drafts: [
      eventDraft("refund.created", stored),
      eventDraft("charge.refunded", refunded, before),
    ],
  }
}

/**
 * The customer's bank sends a refund back, or it is cancelled before it went out: the money is the
 * shop's again.
 */
export function failRefund(
  store: Store,
  refund: Stripe.Refund,
  charge: Stripe.Charge,
  as: "failed" | "canceled"
): { refund: Stripe.Refund; drafts: EventDraft[] } {
  if (refund.status === "failed" || refund.status === "canceled") {
    throw stateConflict(`Refund ${refund.id} has already ${refund.status}.`)
  }
  const failed = store.refunds.put({
    ...refund,
    ...(as === "failed" && { failure_reason: "expired_or_canceled_card" }),
    status: as,
  })
  store.charges.put(
    withRefunded(charge, charge.amount_refunded - refund.amount)
  )
  const before = { status: refund.status }
  const drafts = [
    ...(as === "failed" ? [eventDraft("refund.failed", failed)] : []),
    eventDraft("refund.updated", failed, before),
    eventDraft("charge.refund.updated", failed, before),
  ]
  return { refund: failed, drafts }
}

function withRefunded(
  charge: Stripe.Charge,
  amount_refunded: number
): Stripe.Charge {
  return {
    ...charge,
    amount_refunded,
    refunded: amount_refunded === charge.amount,
  }
}

function assertRefundable(charge: Stripe.Charge, amount: number): void {
  const left = charge.amount - charge.amount_refunded
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`
    throw stateConflict(message, { code: "charge_already_refunded" })
  }
  if (amount > left) {
    const limit =
      charge.amount_refunded === 0
        ? "charge amount"
        : "unrefunded amount on charge"
    const asked = formatAmount(amount, charge.currency)
    const available = formatAmount(left, charge.currency)
    const message = `Refund amount (${asked}) is greater than ${limit} (${available})`
    throw stateConflict(message, { param: "amount" })
  }
}
