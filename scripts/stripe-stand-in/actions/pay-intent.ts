import type Stripe from "stripe"
import { eventDraft, type EventDraft } from "../events"
import { buildBalanceTransaction } from "../objects/balance-transaction"
import { buildCharge } from "../objects/charge"
import type { Store } from "../store"

// What Stripe takes of a card payment in the US; the demo shows it, nothing depends on it.
const FEE_SHARE = 0.029
const FEE_FIXED = 30

/** Collects a PaymentIntent at once: a charge, and with manual capture only its authorisation. */
export function succeedIntent(
  store: Store,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  at?: number
): {
  intent: Stripe.PaymentIntent
  charge: Stripe.Charge
  drafts: EventDraft[]
} {
  const captured = intent.capture_method !== "manual"
  const charge = settleCharge(
    store,
    buildCharge({ intent, method, status: "succeeded", captured, at })
  )
  const paid = store.paymentIntents.put({
    ...intent,
    amount_capturable: captured ? 0 : intent.amount,
    amount_received: captured ? intent.amount : 0,
    last_payment_error: null,
    latest_charge: charge.id,
    payment_method: method.id,
    processing: null,
    status: captured ? "succeeded" : "requires_capture",
  })
  const outcome = captured
    ? eventDraft("payment_intent.succeeded", paid)
    : eventDraft("payment_intent.amount_capturable_updated", paid)
  return {
    intent: paid,
    charge,
    drafts: [eventDraft("charge.succeeded", charge), outcome],
  }
}

/** Starts collecting by a delayed method: the charge is pending until the bank answers. */
export function startIntent(
  store: Store,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod
): { intent: Stripe.PaymentIntent; drafts: EventDraft[] } {
  const charge = store.charges.put(
    buildCharge({ intent, method, status: "pending", captured: true })
  )
  const processing = store.paymentIntents.put({
    ...intent,
    latest_charge: charge.id,
    payment_method: method.id,
    status: "processing",
  })
  const drafts = [
    eventDraft("charge.pending", charge),
    eventDraft("payment_intent.processing", processing),
  ]
  return { intent: processing, drafts }
}

/** The bank's answer to a delayed payment. */
export function settleIntent(
  store: Store,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  outcome: "succeeded" | "failed"
): { intent: Stripe.PaymentIntent; drafts: EventDraft[] } {
  if (outcome === "succeeded") {
    const settled = settleCharge(store, {
      ...charge,
      amount_captured: charge.amount,
      status: "succeeded",
    })
    const paid = store.paymentIntents.put({
      ...intent,
      amount_received: intent.amount,
      status: "succeeded",
    })
    const drafts = [
      eventDraft("charge.succeeded", settled),
      eventDraft("payment_intent.succeeded", paid),
    ]
    return { intent: paid, drafts }
  }
  return failIntent(store, intent, charge)
}

/** Captures an authorised PaymentIntent; a smaller amount releases the rest. Minor units. */
export function captureIntent(
  store: Store,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  amount: number
): { intent: Stripe.PaymentIntent; drafts: EventDraft[] } {
  const released = charge.amount - amount
  const captured = settleCharge(store, {
    ...charge,
    amount_captured: amount,
    amount_refunded: released,
    captured: true,
  })
  const paid = store.paymentIntents.put({
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    status: "succeeded",
  })
  const drafts = [
    eventDraft("charge.captured", captured),
    eventDraft("payment_intent.succeeded", paid),
  ]
  return { intent: paid, drafts }
}

function failIntent(
  store: Store,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge
): { intent: Stripe.PaymentIntent; drafts: EventDraft[] } {
  const message =
    "The customer's account has insufficient funds to cover this payment."
  const failed = store.charges.put({
    ...charge,
    captured: false,
    failure_code: "insufficient_funds",
    failure_message: message,
    paid: false,
    status: "failed",
  })
  const unpaid = store.paymentIntents.put({
    ...intent,
    last_payment_error: {
      charge: charge.id,
      code: "payment_method_provider_decline",
      message,
      type: "card_error",
    },
    status: "requires_payment_method",
  })
  const drafts = [
    eventDraft("charge.failed", failed),
    eventDraft("payment_intent.payment_failed", unpaid),
  ]
  return { intent: unpaid, drafts }
}

function settleCharge(store: Store, charge: Stripe.Charge): Stripe.Charge {
  if (!charge.captured) {
    return store.charges.put(charge)
  }
  const movement = store.balanceTransactions.put(
    buildBalanceTransaction({
      type: "charge",
      amount: charge.amount_captured,
      fee: Math.round(charge.amount_captured * FEE_SHARE) + FEE_FIXED,
      currency: charge.currency,
      source: charge.id,
    })
  )
  return store.charges.put({ ...charge, balance_transaction: movement.id })
}
