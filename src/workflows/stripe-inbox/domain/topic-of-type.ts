import type Stripe from "stripe"

/** What the events of one type are about, before one has looked at their object. */
export type EventTopic =
  | "session_completed"
  | "intent_succeeded"
  | "intent_capturable"
  | "charge_succeeded"
  | "payment_in_progress"
  | "payment_failed"
  | "payment_canceled"
  | "payment_expired"
  | "refund"
  | "dispute"
  | "subscription"
  | "setup"
  | "unknown"

const TYPES = {
  "checkout.session.completed": "session_completed",
  "checkout.session.async_payment_succeeded": "session_completed",
  "checkout.session.async_payment_failed": "payment_failed",
  "checkout.session.expired": "payment_expired",
  "payment_intent.succeeded": "intent_succeeded",
  "payment_intent.amount_capturable_updated": "intent_capturable",
  "payment_intent.created": "payment_in_progress",
  "payment_intent.processing": "payment_in_progress",
  "payment_intent.requires_action": "payment_in_progress",
  "payment_intent.partially_funded": "payment_in_progress",
  "payment_intent.payment_failed": "payment_failed",
  "payment_intent.canceled": "payment_canceled",
  "charge.succeeded": "charge_succeeded",
  "charge.pending": "payment_in_progress",
  "charge.failed": "payment_failed",
  "charge.expired": "payment_expired",
  "charge.refunded": "refund",
} as const satisfies Partial<Record<Stripe.Event["type"], EventTopic>>

/** All types that begin so are about the same, also those that Stripe adds later. */
const FAMILIES: readonly (readonly [prefix: string, topic: EventTopic])[] = [
  ["refund.", "refund"],
  ["charge.refund.", "refund"],
  ["charge.dispute.", "dispute"],
  ["customer.subscription.", "subscription"],
  ["subscription_schedule.", "subscription"],
  ["invoice.", "subscription"],
  ["invoice_payment.", "subscription"],
  ["invoiceitem.", "subscription"],
  ["setup_intent.", "setup"],
]

/** @param type as in https://docs.stripe.com/api/events/types, or one that is not there yet. */
export function topicOfType(type: string): EventTopic {
  if (isKnown(type)) {
    return TYPES[type]
  }
  const family = FAMILIES.find(([prefix]) => type.startsWith(prefix))
  return family?.[1] ?? "unknown"
}

function isKnown(type: string): type is keyof typeof TYPES {
  return Object.hasOwn(TYPES, type)
}
