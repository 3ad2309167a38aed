import { type MinorAmount, formatMoney } from "../../../lib/money"
import {
  type NewActivity,
  type NewIssue,
  SYSTEM,
} from "../../../modules/storefront-orders/types"
import type { StripeRefund } from "../../../modules/stripe-inbox/types"

/** Of a payment, what is told of its refunds. */
export type ToldPayment = {
  ledgerId: string
  orderId: string
  currency: string
}

/** A refund on either side, as far as it is told of. */
type ToldRefund = { id: string; amount: MinorAmount }

const MESSAGES = {
  refund_made: "was made in the admin",
  refund_recorded: "made at Stripe was recorded",
  refund_finished: "begun in the admin was finished",
  refund_taken_back: "came to nothing at Stripe and was taken back",
  stock_released: "in full released the order's reservations",
} as const

export type RefundActivityKind = keyof typeof MESSAGES

/** An entry of the activity log: «A refund of $10.00 made at Stripe was recorded». */
export function activityOfRefund(
  kind: RefundActivityKind,
  { ledgerId, orderId, currency }: ToldPayment,
  { id, amount, createdBy }: ToldRefund & { createdBy?: string | null }
): NewActivity {
  return {
    kind,
    actor:
      kind === "refund_made" && createdBy
        ? { type: "user", id: createdBy }
        : SYSTEM,
    message: `A refund of ${formatMoney({ minor: amount, currency })} ${MESSAGES[kind]}`,
    payment_id: ledgerId,
    order_id: orderId,
    details: { refund: id, amount, currency_code: currency },
  }
}

/** What staff are asked of a refund that failed or was cancelled at Stripe, at once or days later. */
export function questionOfVoidRefund(
  { currency }: ToldPayment,
  { id, amount, failureReason }: StripeRefund
): NewIssue {
  const money = formatMoney({ minor: amount, currency })
  const why = failureReason ? ` (${failureReason})` : ""
  return {
    kind: "refund_failed",
    subject: id,
    message: `The refund of ${money} failed at Stripe${why}. The customer does not have it; refund again or pay another way`,
    details: {
      stripe_refund_id: id,
      amount,
      currency_code: currency,
      failure_reason: failureReason,
    },
  }
}

/** The same of one that was begun here and that Stripe refused to make. */
export function questionOfRefusedRefund(
  { currency }: ToldPayment,
  { id, amount }: ToldRefund,
  why: string
): NewIssue {
  const money = formatMoney({ minor: amount, currency })
  return {
    kind: "refund_failed",
    subject: id,
    message: `The refund of ${money} that was begun here could not be finished (${why}). The customer does not have it; refund again or pay another way`,
    details: { medusa_refund_id: id, amount, currency_code: currency },
  }
}
