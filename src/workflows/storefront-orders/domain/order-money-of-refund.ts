import type { MedusaRefund } from "./plan-refunds"

/** A transaction of an order by which money went back; its amount in minor units, below 0. */
export type RefundTransaction = {
  id: string
  amount: number
  referenceId: string | null
}

/**
 * The transaction of a Refund. Medusa's own workflow that refunds an order names the payment in it
 * and not the Refund; then the amount tells which it is, unless another Refund's id claims it.
 *
 * @param paymentId Medusa's own, `pay_…`.
 */
export function transactionOfRefund(
  refund: MedusaRefund,
  transactions: readonly RefundTransaction[],
  paymentId: string
): RefundTransaction | null {
  const ofRefund = transactions.find(
    ({ referenceId }) => referenceId === refund.id
  )
  const ofPayment = transactions.find(
    ({ referenceId, amount }) =>
      refund.origin === "medusa" &&
      referenceId === paymentId &&
      amount + refund.amount === 0
  )
  return ofRefund ?? ofPayment ?? null
}

/**
 * How much of a refund lowers the order's total, so that the customer is not asked for it again; as
 * Medusa's `refundPaymentWorkflow` counts. What the customer was owed before is no credit.
 *
 * @param amount of the refund, in minor units as all here.
 * @param pending what the order's customer still owes, after the refund's transaction; below 0 where
 *   the customer is owed.
 */
export function creditOfRefund(amount: number, pending: number): number {
  const pendingBefore = pending - amount
  return pendingBefore < 0 ? Math.max(0, pending) : amount
}

/**
 * The same for a refund of Medusa's own workflows, which give the credit themselves: only where one
 * died before it did, and the customer seems to owe what was just given back.
 */
export function missingCreditOfRefund(amount: number, pending: number): number {
  return Math.max(0, Math.min(amount, pending))
}
