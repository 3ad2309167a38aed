import type Stripe from "stripe"
import type { Collection } from "../collection"
import { noSuchObject, stateConflict } from "../errors"
import { idOf } from "../ids"
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
  return store.charges.get(idOf(intent.latest_charge) ?? "")
}
