import type Stripe from "stripe"

type EventTypes = readonly Stripe.Event["type"][]

/** The events that bring a payment in. */
export const IMPORT_EVENT_TYPES = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "payment_intent.succeeded",
  "charge.succeeded",
] as const satisfies EventTypes

/**
 * What is asked for when catching up: everything that says something of a payment. Stripe's list
 * holds the whole account's events, also those that no endpoint wants, and takes at most 20 types.
 */
export const CATCH_UP_EVENT_TYPES = [
  ...IMPORT_EVENT_TYPES,
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "payment_intent.amount_capturable_updated",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
] as const satisfies EventTypes
