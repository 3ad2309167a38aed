import type Stripe from "stripe"
import { StripeApiError, stateConflict } from "../errors"
import { eventDraft, publishEvents, type RequestOrigin } from "../events"
import { idOf } from "../ids"
import { buildCharge } from "../objects/charge"
import {
  buildPaymentMethod,
  NO_BILLING_DETAILS,
} from "../objects/payment-method"
import type { Account } from "../stand-in"
import { requireObject } from "./find"
import { succeedIntent } from "./pay-intent"

/** Stripe's test payment method that the bank always declines. */
const DECLINED_METHOD = "pm_card_chargeDeclined"
const CONFIRMABLE = new Set([
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
])

/** Pays a PaymentIntent with a stored method, or with one of Stripe's `pm_card_…` test methods. */
export function confirmIntent(
  account: Account,
  intent: Stripe.PaymentIntent,
  methodId: string | null,
  origin: RequestOrigin
): Stripe.PaymentIntent {
  if (!CONFIRMABLE.has(intent.status)) {
    throw unexpectedState(intent, "confirm", "")
  }
  const chosen = methodId ?? idOf(intent.payment_method)
  if (!chosen) {
    throw stateConflict(
      `You cannot confirm this PaymentIntent because it's missing a payment method.`,
      { code: "payment_intent_unexpected_state", payment_intent: intent }
    )
  }
  const method = methodFor(account, chosen, idOf(intent.customer))
  if (chosen === DECLINED_METHOD) {
    throw decline(account, intent, method, origin)
  }
  const paid = succeedIntent(account.store, intent, method)
  publishEvents(account, paid.drafts, { origin })
  return paid.intent
}

/** Stripe's refusal of a step that does not fit the PaymentIntent's status. */
export function unexpectedState(
  intent: Stripe.PaymentIntent,
  verb: string,
  what: string
): StripeApiError {
  const subject = [what, "this PaymentIntent"].filter(Boolean).join(" ")
  return stateConflict(
    `You cannot ${verb} ${subject} because it has a status of ${intent.status}.`,
    { code: "payment_intent_unexpected_state", payment_intent: intent }
  )
}

function methodFor(
  { store }: Account,
  id: string,
  customer: string | null
): Stripe.PaymentMethod {
  return id.startsWith("pm_card_")
    ? store.paymentMethods.put(
        buildPaymentMethod("card", NO_BILLING_DETAILS, customer)
      )
    : requireObject(store.paymentMethods, "PaymentMethod", id, "payment_method")
}

function decline(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  origin: RequestOrigin
): StripeApiError {
  const message = "Your card was declined."
  const failure = { code: "card_declined", message }
  const charge = account.store.charges.put(
    buildCharge({ intent, method, status: "failed", captured: false, failure })
  )
  const error = {
    ...failure,
    charge: charge.id,
    decline_code: "generic_decline",
  }
  const unpaid = account.store.paymentIntents.put({
    ...intent,
    last_payment_error: { ...error, type: "card_error" },
    latest_charge: charge.id,
    payment_method: null,
    status: "requires_payment_method",
  })
  publishEvents(
    account,
    [
      eventDraft("charge.failed", charge),
      eventDraft("payment_intent.payment_failed", unpaid),
    ],
    { origin }
  )
  const body = {
    ...failure,
    decline_code: "generic_decline",
    payment_intent: unpaid,
  }
  return new StripeApiError(402, { type: "card_error", ...body }, false)
}
