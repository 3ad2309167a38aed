import type Stripe from "stripe"
import { isRecord, textOrNull } from "../../../lib/unknown-values"

/**
 * Which payment an event speaks of: the PaymentIntent's id, or the Checkout Session's where there
 * is no PaymentIntent; null where it speaks of none.
 */
export function paymentOfEvent(event: Stripe.Event): string | null {
  const object: unknown = event.data.object
  if (!isRecord(object)) {
    return null
  }
  if (object.object === "payment_intent") {
    return textOrNull(object.id)
  }
  if (object.object === "checkout.session") {
    return idOf(object.payment_intent) ?? textOrNull(object.id)
  }
  return idOf(object.payment_intent)
}

/** Stripe gives either an id or the whole object. */
function idOf(reference: unknown): string | null {
  return isRecord(reference) ? textOrNull(reference.id) : textOrNull(reference)
}
