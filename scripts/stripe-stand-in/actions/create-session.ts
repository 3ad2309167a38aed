import type Stripe from "stripe"
import { newId } from "../ids"
import {
  buildCheckoutSession,
  type CheckoutSessionInput,
} from "../objects/checkout-session"
import type { SessionLine, WirePrice } from "../objects/wire"
import type { Store } from "../store"
import {
  applyAmounts,
  sessionDiscounts,
  type Promotion,
} from "./session-amounts"

export interface LineDraft {
  price: WirePrice
  quantity: number
  description: string
  metadata: Stripe.Metadata
}

export interface SessionDraft extends Omit<CheckoutSessionInput, "discounts"> {
  lines: LineDraft[]
  promotion: Promotion | null
  payment_intent: { metadata: Stripe.Metadata; description: string | null }
}

/** Makes an open Checkout Session: its lines are stored, no tax is known, nothing is paid. */
export function createSession(
  store: Store,
  draft: SessionDraft
): Stripe.Checkout.Session {
  const session = store.checkoutSessions.put(
    buildCheckoutSession({
      ...draft,
      discounts: sessionDiscounts(draft.promotion),
    })
  )
  const lines = draft.lines.map((line) => store.sessionLines.put(newLine(line)))
  store.sessionDetails.put({
    id: session.id,
    lineIds: lines.map((line) => line.id),
    shippingTaxes: [],
    paymentIntent: draft.payment_intent,
  })
  return applyAmounts(store, session, {
    promotion: draft.promotion,
    tax: null,
    shippingRate: null,
  })
}

function newLine({
  price,
  quantity,
  description,
  metadata,
}: LineDraft): SessionLine {
  const id = newId("li_1")
  const item = {
    id,
    object: "item" as const,
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: 0,
    amount_tax: 0,
    amount_total: 0,
    currency: price.currency,
    description,
    metadata,
    price,
    quantity,
  }
  return { id, item, discounts: [], taxes: [] }
}
