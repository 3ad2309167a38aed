import type Stripe from "stripe"
import { stateConflict } from "../errors"
import { eventDraft, type EventDraft } from "../events"
import type { Store } from "../store"

/** Ends an open Checkout Session without a payment. */
export function expireSession(
  store: Store,
  session: Stripe.Checkout.Session
): { session: Stripe.Checkout.Session; drafts: EventDraft[] } {
  if (session.status !== "open") {
    throw stateConflict(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status ?? "none"}.`
    )
  }
  const expired = store.checkoutSessions.put({
    ...session,
    status: "expired",
    url: null,
  })
  return {
    session: expired,
    drafts: [eventDraft("checkout.session.expired", expired)],
  }
}
