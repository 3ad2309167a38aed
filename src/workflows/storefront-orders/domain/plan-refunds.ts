import type { MinorAmount } from "../../../lib/money"
import type { StripeRefund } from "../../../modules/stripe-inbox/types"

/**
 * Where a Refund of Medusa's comes from.
 *
 * - `stripe`: made at Stripe or by the storefront, and entered here
 * - `staff`: made in the admin, by this project's own workflow
 * - `medusa`: made by a workflow of Medusa's own, such as the one that cancels an order
 */
export type RefundOrigin = "stripe" | "staff" | "medusa"

/** A Refund of an adopted payment as Medusa has it. */
export type MedusaRefund = {
  id: string
  amount: MinorAmount
  origin: RefundOrigin
  stripeRefundId: string | null
  /** Its transaction, its credit line and whatever else follows from it are there. */
  settled: boolean
  /** The member of staff who made it, where it was made here. */
  createdBy: string | null
  /** ISO 8601, UTC. */
  createdAt: string
}

/** A Refund of Medusa's and what Stripe has of it. */
export type RefundPair = { refund: MedusaRefund; atStripe: StripeRefund }

/** What makes Medusa's refunds of a payment equal to Stripe's. */
export type RefundPlan = {
  /** Begun here and not at Stripe: whoever was at it died before it heard from Stripe. */
  finish: MedusaRefund[]
  /** Here, and failed or cancelled at Stripe. */
  takeBack: RefundPair[]
  /** At Stripe, and not here. */
  record: StripeRefund[]
  /** On both sides, but what follows from them may be missing. */
  settle: RefundPair[]
  /** Of Medusa's own workflows, not at Stripe, and so young that one may be about to pay it out. */
  underWay: MedusaRefund[]
}

/** What was found, and is mended but for what is `unfinished`. */
export type EqualizedRefunds = {
  /** Begun in the admin before, and brought to their end only now. */
  completed: MedusaRefund[]
  /** Begun here and forgotten, since its answer was lost; at Stripe all the same. */
  recovered: StripeRefund[]
  /** Begun here before, and not at Stripe: it gives no answer, or is just being asked. */
  unfinished: MedusaRefund[]
}

/** Longer than a workflow of Medusa's takes that refunds, with Stripe at its slowest. */
export const REFUND_PATIENCE_MS = 120_000

/**
 * Compares the refunds of a payment on both sides. What is pending at Stripe counts as refunded.
 *
 * Called while nobody else works on the payment's refunds, but for Medusa's own workflows: only
 * theirs are given time.
 */
export function planRefunds(
  atStripe: readonly StripeRefund[],
  here: readonly MedusaRefund[],
  now: Date
): RefundPlan {
  const plan: RefundPlan = {
    finish: [],
    takeBack: [],
    record: atStripe.filter(
      (made) => !made.isVoid && !here.some((refund) => isSame(refund, made))
    ),
    settle: [],
    underWay: [],
  }
  for (const refund of here) {
    const made = atStripe.find((candidate) => isSame(refund, candidate))
    const mayBeUnderWay = isYoungOfMedusa(refund, now)
    if (made?.isVoid) {
      plan.takeBack.push({ refund, atStripe: made })
    } else if (made && !refund.settled && !mayBeUnderWay) {
      plan.settle.push({ refund, atStripe: made })
    } else if (!made && isOpen(refund)) {
      plan[mayBeUnderWay ? "underWay" : "finish"].push(refund)
    }
  }
  return plan
}

function isSame(refund: MedusaRefund, made: StripeRefund): boolean {
  return refund.stripeRefundId === made.id || refund.id === made.medusaRefundId
}

/** Whether Stripe has never answered for it. */
function isOpen(refund: MedusaRefund): boolean {
  return refund.stripeRefundId === null && !refund.settled
}

function isYoungOfMedusa(refund: MedusaRefund, now: Date): boolean {
  return (
    refund.origin === "medusa" &&
    now.getTime() - Date.parse(refund.createdAt) < REFUND_PATIENCE_MS
  )
}

/** What was refunded of a payment, in minor units. */
export function sumOfRefunds(
  refunds: readonly { amount: MinorAmount }[]
): number {
  return refunds.reduce((sum, { amount }) => sum + amount, 0)
}
