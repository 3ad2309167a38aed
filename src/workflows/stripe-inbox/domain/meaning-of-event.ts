import type Stripe from "stripe"

/** What an event is for. */
export type EventMeaning =
  /** A payment on the storefront went through: its order must be there. */
  { kind: "import"; payment: string } | { kind: "none"; reason: string }

/**
 * Says what an event is for. Several events of one payment mean the same: whichever comes first
 * makes the order, the others find it.
 */
export function meaningOfEvent(event: Stripe.Event): EventMeaning {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
      return meaningOfSession(event.data.object)
    case "payment_intent.succeeded":
      return meaningOfPaymentIntent(event.data.object)
    case "charge.succeeded":
      return meaningOfCharge(event.data.object)
    default:
      return { kind: "none", reason: "event_type_not_handled" }
  }
}

function meaningOfSession(session: Stripe.Checkout.Session): EventMeaning {
  if (session.mode !== "payment") {
    return { kind: "none", reason: `session_mode_${session.mode}` }
  }
  // With a delayed method the session is completed first and paid days later, or never.
  if (session.payment_status === "unpaid") {
    return { kind: "none", reason: "not_paid_yet" }
  }
  return { kind: "import", payment: session.id }
}

function meaningOfPaymentIntent(intent: Stripe.PaymentIntent): EventMeaning {
  return isMedusaSession(intent.metadata)
    ? { kind: "none", reason: "payment_started_by_medusa" }
    : { kind: "import", payment: intent.id }
}

function meaningOfCharge(charge: Stripe.Charge): EventMeaning {
  if (!charge.payment_intent) {
    return { kind: "none", reason: "charge_without_payment_intent" }
  }
  if (isMedusaSession(charge.metadata)) {
    return { kind: "none", reason: "payment_started_by_medusa" }
  }
  const intent = charge.payment_intent
  return {
    kind: "import",
    payment: typeof intent === "string" ? intent : intent.id,
  }
}

/** Medusa's own checkout marks its PaymentIntents with its payment session. */
function isMedusaSession(metadata: Stripe.Metadata): boolean {
  return metadata.session_id?.startsWith("payses_") ?? false
}
