import { DemoError } from "./demo-error"
import type { DemoSystem } from "./demo-system"
import { toMinor } from "./money"
import type { DemoPayment } from "./pay-once"

/** Both sums in minor units; they must be the same. */
export type RefundSums = { inMedusa: number; atStripe: number; ids: string[] }

/**
 * Staff refund part of an order, through the admin API.
 *
 * @param amount in major units, as typed: «20.00».
 * @throws DemoError where Medusa or Stripe refuses it.
 */
export async function refundOrder(
  { admin, storefront }: DemoSystem,
  { order, paymentId }: Pick<DemoPayment, "order" | "paymentId">,
  amount: string
): Promise<RefundSums> {
  const payment = order.payment_collections.flatMap(
    ({ payments }) => payments
  )[0]
  if (!payment) {
    throw new DemoError(
      `Order #${order.display_id} has no payment that could be refunded.`
    )
  }
  await admin.refund(payment.id, Number(amount))
  const { payment_collections, currency_code } = await admin.order(order.id)
  const refunds = await storefront.refunds(paymentId)
  const inMedusa = payment_collections.reduce(
    (sum, { refunded_amount }) => sum + toMinor(refunded_amount, currency_code),
    0
  )
  const atStripe = refunds.reduce((sum, refund) => sum + refund.amount, 0)
  return { inMedusa, atStripe, ids: refunds.map(({ id }) => id) }
}
