import type Stripe from "stripe"
import type { StandIn } from "../stand-in"
import {
  expireOpenSession,
  failRefundLater,
  refundFromDashboard,
  settleDelayedPayment,
} from "./after-checkout"
import { disputePayment } from "./dispute-payment"
import { checkOut, payOpenSession, type CheckoutResult } from "./checkout"
import type {
  AsyncPaymentOptions,
  CheckoutOptions,
  DisputeOptions,
  ExpireOptions,
  FailRefundOptions,
  PayOptions,
  RefundOptions,
} from "./options"

/** What happens at Stripe without the backend's doing: customers, their banks, the dashboard. */
export interface Storefront {
  /** A customer buys: one of the shop's three kinds of session, made and paid. */
  checkout(options: CheckoutOptions): CheckoutResult
  /** A customer pays a session that was made through the API. */
  pay(options: PayOptions): CheckoutResult
  /** Staff refund in Stripe's dashboard; `amount` in minor units, all that is left unless told. */
  refund(options: RefundOptions): { refund: Stripe.Refund; events: string[] }
  /** The customer's bank sends a refund back, or with `as: "canceled"` it is cancelled. */
  failRefund(options: FailRefundOptions): {
    refund: Stripe.Refund
    events: string[]
  }
  /** The customer's bank opens a dispute, or with `move` or `close` takes it further. */
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
  return {
    checkout: (options) => checkOut(standIn, options),
    pay: (options) => payOpenSession(standIn, options),
    refund: (options) => refundFromDashboard(standIn, options),
    failRefund: (options) => failRefundLater(standIn, options),
    dispute: (options) => disputePayment(standIn, options),
    asyncPayment: (options) => settleDelayedPayment(standIn, options),
    expire: (options) => expireOpenSession(standIn, options),
  }
}
