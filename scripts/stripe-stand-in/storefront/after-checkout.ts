import type Stripe from "stripe"
import { expireSession } from "../actions/expire-session"
import { collectedCharge, latestCharge, requireObject } from "../actions/find"
import { settleIntent } from "../actions/pay-intent"
import { failRefund, refundCharge } from "../actions/refund-charge"
import { stateConflict } from "../errors"
import { eventDraft, publishEvents, type EventDraft } from "../events"
import { readParams } from "../http/params"
import { idOf } from "../ids"
import type { StandIn } from "../stand-in"
import {
  asyncPaymentSchema,
  expireSchema,
  failRefundSchema,
  refundSchema,
  type AsyncPaymentOptions,
  type ExpireOptions,
  type FailRefundOptions,
  type RefundOptions,
} from "./options"

/** Staff refund in Stripe's dashboard, without an API request. */
export function refundFromDashboard(standIn: StandIn, options: RefundOptions) {
  const { payment_intent, amount, reason, status, deliver } = readParams(
    refundSchema,
    options
  )
  const { refund, drafts } = refundCharge(
    standIn.store,
    collectedCharge(standIn.store, payment_intent),
    { amount, reason: reason ?? null, metadata: {}, status }
  )
  return { refund, events: publish(standIn, drafts, deliver) }
}

/** The customer's bank sends a refund back, or it is cancelled. */
export function failRefundLater(standIn: StandIn, options: FailRefundOptions) {
  const { refund: id, as, deliver } = readParams(failRefundSchema, options)
  const { store } = standIn
  const before = requireObject(store.refunds, "refund", id, "refund")
  const charge = requireObject(
    store.charges,
    "charge",
    idOf(before.charge) ?? "",
    "charge"
  )
  const { refund, drafts } = failRefund(store, before, charge, as)
  return { refund, events: publish(standIn, drafts, deliver) }
}

/** The bank answers to a delayed payment. */
export function settleDelayedPayment(
  standIn: StandIn,
  options: AsyncPaymentOptions
) {
  const {
    session: id,
    outcome,
    deliver,
  } = readParams(asyncPaymentSchema, options)
  const { store } = standIn
  const session = requireObject(
    store.checkoutSessions,
    "checkout.session",
    id,
    "session"
  )
  const intentId = idOf(session.payment_intent) ?? ""
  const intent = requireObject(
    store.paymentIntents,
    "payment_intent",
    intentId,
    "session"
  )
  const charge = latestCharge(store, intent)
  if (intent.status !== "processing" || !charge) {
    throw stateConflict(
      `No bank is being waited for: the payment is ${intent.status}.`
    )
  }
  const settled = settleIntent(store, intent, charge, outcome)
  const answered = answeredSession(standIn, session, outcome)
  const drafts = [...settled.drafts, answered.draft]
  return {
    session: answered.session,
    events: publish(standIn, drafts, deliver),
  }
}

/** An open session runs out. */
export function expireOpenSession(standIn: StandIn, options: ExpireOptions) {
  const { session: id, deliver } = readParams(expireSchema, options)
  const { store } = standIn
  const open = requireObject(
    store.checkoutSessions,
    "checkout.session",
    id,
    "session"
  )
  const { session, drafts } = expireSession(store, open)
  return { session, events: publish(standIn, drafts, deliver) }
}

function answeredSession(
  { store }: StandIn,
  session: Stripe.Checkout.Session,
  outcome: "succeeded" | "failed"
): { session: Stripe.Checkout.Session; draft: EventDraft } {
  if (outcome === "failed") {
    return {
      session,
      draft: eventDraft("checkout.session.async_payment_failed", session),
    }
  }
  const paid = store.checkoutSessions.put({
    ...session,
    payment_status: "paid",
  })
  return {
    session: paid,
    draft: eventDraft("checkout.session.async_payment_succeeded", paid),
  }
}

export function publish(
  standIn: StandIn,
  drafts: EventDraft[],
  deliver: boolean
): string[] {
  return publishEvents(standIn, drafts, { origin: null, deliver }).map(
    (event) => event.id
  )
}
