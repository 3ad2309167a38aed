import type Stripe from "stripe"
import { formatMoney, toMinorAmount } from "../../../lib/money"
import type { PaymentReference } from "../../../modules/storefront-orders/types"
import { type CallRefusal, conflict } from "./call-refusal"
import { isPaid, paymentReferenceOf } from "./payment-reference"

/** What a call claims of a payment. */
export type ClaimedPayment = {
  /** A PaymentIntent's or Checkout Session's id. */
  payment: string
  /** In minor units. */
  amount: number
  /** Lower-case ISO 4217; null where the call does not say. */
  currency: string | null
}

/** What Stripe has of it; nothing where it knows neither. */
export type FoundPayment = {
  session: Stripe.Checkout.Session | null
  intent: Pick<Stripe.PaymentIntent, "id"> | null
}

/** Whether a call is believed: Stripe says the same. */
export type JudgedCall =
  | { kind: "refused"; refusal: CallRefusal }
  | { kind: "believed"; reference: PaymentReference }

/** Judges a call by what Stripe has of its payment. */
export function judgeCall(
  claimed: ClaimedPayment,
  { session, intent }: FoundPayment
): JudgedCall {
  const reference = session && paymentReferenceOf(session, "legacy_api")
  const refusal =
    whyNotOurs(claimed, session, intent) ??
    (reference && judgeMoney(claimed, reference))
  return reference && !refusal
    ? { kind: "believed", reference }
    : { kind: "refused", refusal: refusal ?? notFound(claimed) }
}

function whyNotOurs(
  claimed: ClaimedPayment,
  session: FoundPayment["session"],
  intent: FoundPayment["intent"]
): CallRefusal | null {
  if (!session) {
    return intent
      ? conflict(
          "no_checkout_session",
          `No Checkout Session belongs to ${claimed.payment}: it was not paid on the storefront`
        )
      : notFound(claimed)
  }
  if (session.mode !== "payment") {
    return conflict(
      "not_a_storefront_payment",
      `The Checkout Session of ${claimed.payment} is for a ${session.mode}, of which no order is made`
    )
  }
  return isPaid(session) ? null : whyNotPaid(claimed, session)
}

function notFound({ payment }: ClaimedPayment): CallRefusal {
  return conflict(
    "payment_not_found",
    `Our Stripe account knows no ${payment}: is it another account's, or of the other mode (test or live)?`
  )
}

/**
 * Whether the amount and the currency are those that Stripe took.
 *
 * @param taken in minor units.
 */
export function judgeMoney(
  claimed: ClaimedPayment,
  taken: { amount: number; currency_code: string }
): CallRefusal | null {
  const { payment, amount, currency } = claimed
  if (currency !== null && currency !== taken.currency_code) {
    return conflict(
      "currency_differs",
      `The call says ${currency.toUpperCase()}, but ${payment} was paid in ${taken.currency_code.toUpperCase()}`
    )
  }
  return amount === taken.amount
    ? null
    : conflict(
        "amount_differs",
        `The call says ${figure(amount, taken.currency_code)}, but Stripe took ${figure(taken.amount, taken.currency_code)} for ${payment}. Amounts are in the currency's smallest unit`
      )
}

/** The money may be there a moment before the session is complete. */
function whyNotPaid(
  { payment }: ClaimedPayment,
  session: Stripe.Checkout.Session
): CallRefusal {
  const intent = session.payment_intent
  const hasSucceeded =
    typeof intent === "object" && intent?.status === "succeeded"
  return session.status === "open" && hasSucceeded
    ? {
        type: "unavailable",
        code: "session_not_complete_yet",
        message: `The Checkout Session of ${payment} is about to be completed; call again in a moment`,
      }
    : conflict(
        "payment_not_paid",
        `${payment} is not paid: its Checkout Session is ${session.status ?? "unknown"} and ${session.payment_status}. Call again once it is`
      )
}

/** «$1.06 (106)» */
function figure(minor: number, currency: string): string {
  return `${formatMoney({ minor: toMinorAmount(minor), currency })} (${minor})`
}
