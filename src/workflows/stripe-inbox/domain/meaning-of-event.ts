import { assertUnreachable } from "../../../lib/assert-unreachable"
import { isRecord, textOrNull } from "../../../lib/unknown-values"
import { paymentOfEvent } from "../../../modules/stripe-inbox/domain/payment-of-event"
import { medusaSessionOf } from "./medusa-session"
import { type MedusaWebhook, medusaWebhookOf } from "./medusa-webhook"
import { type EventTopic, topicOfType } from "./topic-of-type"

/** What an event is for, of whichever origin its payment is. */
export type EventMeaning = MedusaPaymentMeaning | StorefrontMeaning

/** The payment says that Medusa's own checkout started it; only the database knows whether it did. */
export type MedusaPaymentMeaning = {
  kind: "medusa_payment"
  /** Medusa's payment session, `payses_…`. */
  session_id: string
  /** Null where another event of the same payment does the work. */
  webhook: MedusaWebhook | null
  /** What the event is for where that session is none of this Medusa's. */
  otherwise: StorefrontMeaning
}

/** The payment is a PaymentIntent's or a Checkout Session's id; null where the event names none. */
export type StorefrontMeaning =
  /** A payment on the storefront went through: its order must be there. */
  | { kind: "import"; payment: string }
  | { kind: "refund"; payment: string | null }
  | { kind: "dispute"; payment: string | null }
  /** It came to nothing: a line in the payment's timeline. */
  | { kind: "no_payment"; how: "failed" | "canceled" | "expired" }
  /** What comes of it, another event will say. */
  | { kind: "in_progress" }
  | { kind: "subscription" }
  | { kind: "setup" }
  /** An event of Stripe's second API: it says that something happened, and carries nothing. */
  | { kind: "thin" }
  | { kind: "charge_without_intent" }
  | { kind: "unknown" }

/** https://docs.stripe.com/event-destinations#thin-events */
const THIN_EVENT = "v2.core.event"

/**
 * Says what an event is for. Several events of one payment mean the same: whichever comes first
 * makes the order, the others find it.
 *
 * @param event as Stripe sent it, in whichever API version: of its shape nothing is taken for
 *   granted, and what is not understood is `unknown`.
 */
export function meaningOfEvent(event: unknown): EventMeaning {
  if (!isRecord(event) || typeof event.type !== "string") {
    return { kind: "unknown" }
  }
  if (event.object === THIN_EVENT) {
    return { kind: "thin" }
  }
  const object = isRecord(event.data) ? event.data.object : null
  return isRecord(object)
    ? meaningOfObject(topicOfType(event.type), object, paymentOfEvent(event))
    : { kind: "unknown" }
}

function meaningOfObject(
  topic: EventTopic,
  object: Record<string, unknown>,
  payment: string | null
): EventMeaning {
  switch (topic) {
    case "session_completed":
      return ofOtherMode(object) ?? meaningOfPaidSession(object)
    case "intent_succeeded":
      return meaningOfIntent(topic, object, importOf(payment))
    case "intent_capturable":
      return meaningOfIntent(topic, object, { kind: "in_progress" })
    case "charge_succeeded":
      return meaningOfCharge(object, payment)
    case "payment_failed":
      return ofOtherMode(object) ?? { kind: "no_payment", how: "failed" }
    case "payment_canceled":
      return { kind: "no_payment", how: "canceled" }
    case "payment_expired":
      return ofOtherMode(object) ?? { kind: "no_payment", how: "expired" }
    case "refund":
    case "dispute":
      return { kind: topic, payment }
    case "payment_in_progress":
      return { kind: "in_progress" }
    case "subscription":
    case "setup":
    case "unknown":
      return { kind: topic }
    default:
      return assertUnreachable(topic)
  }
}

/** Sessions that sell nothing at once; what is no Checkout Session has no mode. */
function ofOtherMode(
  object: Record<string, unknown>
): StorefrontMeaning | null {
  if (object.object !== "checkout.session" || object.mode === "payment") {
    return null
  }
  return object.mode === "subscription" || object.mode === "setup"
    ? { kind: object.mode }
    : { kind: "unknown" }
}

function meaningOfPaidSession(
  session: Record<string, unknown>
): StorefrontMeaning {
  // With a delayed method the session is completed first and paid days later, or never.
  return session.payment_status === "unpaid"
    ? { kind: "in_progress" }
    : importOf(textOrNull(session.id))
}

function meaningOfIntent(
  topic: "intent_succeeded" | "intent_capturable",
  intent: Record<string, unknown>,
  otherwise: StorefrontMeaning
): EventMeaning {
  const session_id = medusaSessionOf(intent)
  const webhook = medusaWebhookOf(topic, intent)
  return session_id && webhook
    ? { kind: "medusa_payment", session_id, webhook, otherwise }
    : otherwise
}

function meaningOfCharge(
  charge: Record<string, unknown>,
  payment: string | null
): EventMeaning {
  const session_id = medusaSessionOf(charge)
  const otherwise: StorefrontMeaning = payment
    ? importOf(payment)
    : { kind: "charge_without_intent" }
  return session_id
    ? { kind: "medusa_payment", session_id, webhook: null, otherwise }
    : otherwise
}

function importOf(payment: string | null): StorefrontMeaning {
  return payment ? { kind: "import", payment } : { kind: "unknown" }
}
