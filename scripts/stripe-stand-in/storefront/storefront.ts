import type { z } from "@medusajs/framework/zod"
import type Stripe from "stripe"
import { closeDispute, openDispute } from "../actions/dispute-charge"
import { expireSession } from "../actions/expire-session"
import { collectedCharge, latestCharge, requireObject } from "../actions/find"
import { settleIntent } from "../actions/pay-intent"
import { failRefund, refundCharge } from "../actions/refund-charge"
import { stateConflict } from "../errors"
import {
  eventDraft,
  publishEvents,
  type EventDraft,
  type PublishOptions,
} from "../events"
import { readParams } from "../http/params"
import type { StandIn } from "../stand-in"
import { checkOut, payOpenSession, type CheckoutResult } from "./checkout"
import {
  asyncPaymentSchema,
  checkoutSchema,
  disputeSchema,
  expireSchema,
  failRefundSchema,
  paySchema,
  refundSchema,
  type AsyncPaymentOptions,
  type CheckoutOptions,
  type DisputeOptions,
  type ExpireOptions,
  type FailRefundOptions,
  type PayOptions,
  type RefundOptions,
} from "./options"

/** What happens at Stripe without the backend's doing: customers, their banks, the dashboard. */
export interface Storefront {
  /** A customer buys: one of the shop's three kinds of session, made and paid. */
  checkout(options: CheckoutOptions): CheckoutResult
  /** A customer pays a session that was made through the API. */
  pay(options: PayOptions): CheckoutResult
  /** Staff refund in Stripe's dashboard; `amount` in minor units, all that is left unless told. */
  refund(options: RefundOptions): { refund: Stripe.Refund; events: string[] }
  /** The customer's bank sends a refund back. */
  failRefund(options: FailRefundOptions): {
    refund: Stripe.Refund
    events: string[]
  }
  /** The customer's bank opens a dispute, or with `close` decides it. */
  dispute(options: DisputeOptions): {
    dispute: Stripe.Dispute
    events: string[]
  }
  /** The bank answers to a delayed payment. */
  asyncPayment(options: AsyncPaymentOptions): {
    session: Stripe.Checkout.Session
    events: string[]
  }
  /** An open session runs out. */
  expire(options: ExpireOptions): {
    session: Stripe.Checkout.Session
    events: string[]
  }
}

export function createStorefront(standIn: StandIn): Storefront {
  const { store } = standIn
  const read = <Schema extends z.ZodType>(
    schema: Schema,
    options: z.input<Schema>
  ) => readParams(schema, options)
  const publish = (
    drafts: EventDraft[],
    { deliver }: Pick<PublishOptions, "deliver">
  ) =>
    publishEvents(standIn, drafts, { origin: null, deliver }).map(
      (event) => event.id
    )

  return {
    checkout: (options) => checkOut(standIn, read(checkoutSchema, options)),
    pay: (options) => payOpenSession(standIn, read(paySchema, options)),
    refund(options) {
      const {
        payment_intent,
        amount,
        reason = null,
        deliver,
      } = read(refundSchema, options)
      const charge = collectedCharge(store, payment_intent)
      const refunded = refundCharge(store, charge, {
        amount,
        reason,
        metadata: {},
      })
      return {
        refund: refunded.refund,
        events: publish(refunded.drafts, { deliver }),
      }
    },
    failRefund(options) {
      const { refund: id, deliver } = read(failRefundSchema, options)
      const refund = requireObject(store.refunds, "refund", id, "refund")
      const charge = requireObject(
        store.charges,
        "charge",
        String(refund.charge),
        "charge"
      )
      const failed = failRefund(store, refund, charge)
      return {
        refund: failed.refund,
        events: publish(failed.drafts, { deliver }),
      }
    },
    dispute(options) {
      const parsed = read(disputeSchema, options)
      const changed = parsed.close
        ? closeDispute(
            store,
            openDisputeOf(standIn, parsed.payment_intent),
            parsed.close
          )
        : openDispute(
            store,
            collectedCharge(store, parsed.payment_intent),
            parsed
          )
      return {
        dispute: changed.dispute,
        events: publish(changed.drafts, parsed),
      }
    },
    asyncPayment(options) {
      const parsed = read(asyncPaymentSchema, options)
      const { session, drafts } = settleSession(
        standIn,
        parsed.session,
        parsed.outcome
      )
      return { session, events: publish(drafts, parsed) }
    },
    expire(options) {
      const parsed = read(expireSchema, options)
      const { session, drafts } = expireSession(
        store,
        requireSession(standIn, parsed.session)
      )
      return { session, events: publish(drafts, parsed) }
    },
  }
}

function settleSession(
  standIn: StandIn,
  id: string,
  outcome: "succeeded" | "failed"
): { session: Stripe.Checkout.Session; drafts: EventDraft[] } {
  const { store } = standIn
  const session = requireSession(standIn, id)
  const intentId = String(session.payment_intent)
  const intent = requireObject(
    store.paymentIntents,
    "payment_intent",
    intentId,
    "session"
  )
  const charge = latestCharge(store, intent)
  if (intent.status !== "processing" || !charge) {
    throw stateConflict(
      `No bank is being waited for: the payment is ${intent.status}.`
    )
  }
  const settled = settleIntent(store, intent, charge, outcome)
  if (outcome === "failed") {
    const failed = eventDraft("checkout.session.async_payment_failed", session)
    return { session, drafts: [...settled.drafts, failed] }
  }
  const paid = store.checkoutSessions.put({
    ...session,
    payment_status: "paid",
  })
  const succeeded = eventDraft("checkout.session.async_payment_succeeded", paid)
  return { session: paid, drafts: [...settled.drafts, succeeded] }
}

function openDisputeOf({ store }: StandIn, intentId: string): Stripe.Dispute {
  const dispute = store.disputes.find(
    ({ payment_intent, status }) =>
      payment_intent === intentId && status === "needs_response"
  )
  if (!dispute) {
    throw stateConflict(`The payment ${intentId} has no open dispute.`)
  }
  return dispute
}

function requireSession(
  { store }: StandIn,
  id: string
): Stripe.Checkout.Session {
  return requireObject(
    store.checkoutSessions,
    "checkout.session",
    id,
    "session"
  )
}
