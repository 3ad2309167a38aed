import type Stripe from "stripe"
import type { Collection } from "../collection"
import { noSuchObject, stateConflict } from "../errors"
import type { Store } from "../store"

/** The object with this id, or Stripe's refusal; `param` names where the id came from. */
export function requireObject<T extends { id: string }>(
  collection: Collection<T>,
  kind: string,
  id: string,
  param?: string
): T {
  const object = collection.get(id)
  if (!object) {
    throw noSuchObject(kind, id, param)
  }
  return object
}

/** The charge that collected the PaymentIntent. */
export function collectedCharge(store: Store, intentId: string): Stripe.Charge {
  const intent = requireObject(
    store.paymentIntents,
    "payment_intent",
    intentId,
    "payment_intent"
  )
  const charge = latestCharge(store, intent)
  if (!charge || charge.status !== "succeeded" || !charge.captured) {
    throw stateConflict(
      `This PaymentIntent (${intentId}) does not have a successful charge to refund.`
    )
  }
  return charge
}

/** The charge of the PaymentIntent's last attempt, where there was one. */
export function latestCharge(
  store: Store,
  intent: Stripe.PaymentIntent
): Stripe.Charge | undefined {
  return typeof intent.latest_charge === "string"
    ? store.charges.get(intent.latest_charge)
    : undefined
}

/** The Checkout Session that made the PaymentIntent, where one did. */
export function sessionOf(
  store: Store,
  intentId: string
): Stripe.Checkout.Session | undefined {
  return store.checkoutSessions.find(
    (session) => session.payment_intent === intentId
  )
}
