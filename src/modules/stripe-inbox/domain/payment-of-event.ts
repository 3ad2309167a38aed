import { isRecord, textOrNull } from "../../../lib/unknown-values"

/** Of a thin event's related objects, those whose id is a payment's. */
const PAYMENT_OBJECTS = new Set<unknown>(["payment_intent", "checkout.session"])

/**
 * Which payment an event speaks of: the PaymentIntent's id, or the Checkout Session's where there
 * is no PaymentIntent; null where it speaks of none. A thin event carries no object, and may name
 * a payment as the one that it is related to.
 *
 * @param event as Stripe sent it; of its shape nothing is taken for granted.
 */
export function paymentOfEvent(event: unknown): string | null {
  if (!isRecord(event)) {
    return null
  }
  const object = isRecord(event.data) ? event.data.object : null
  return isRecord(object)
    ? paymentOfObject(object)
    : paymentOfReference(event.related_object)
}

function paymentOfObject(object: Record<string, unknown>): string | null {
  if (object.object === "payment_intent") {
    return textOrNull(object.id)
  }
  if (object.object === "checkout.session") {
    return idOf(object.payment_intent) ?? textOrNull(object.id)
  }
  return idOf(object.payment_intent)
}

function paymentOfReference(related: unknown): string | null {
  return isRecord(related) && PAYMENT_OBJECTS.has(related.type)
    ? textOrNull(related.id)
    : null
}

/** Stripe gives either an id or the whole object. */
function idOf(reference: unknown): string | null {
  return isRecord(reference) ? textOrNull(reference.id) : textOrNull(reference)
}
