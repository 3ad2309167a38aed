import type Stripe from "stripe"
import { toMinorAmount } from "../../../lib/money"
import { isVoidRefund, readFromStripe } from "../../../lib/stripe"
import { textOrNull } from "../../../lib/unknown-values"
import type { StripeRefund } from "../types"

/**
 * All refunds of a payment, over all pages, oldest first.
 *
 * @throws WorkError when Stripe cannot be asked.
 */
export async function listStripeRefunds(
  stripe: Stripe,
  paymentIntent: string
): Promise<StripeRefund[]> {
  return readFromStripe(async () => {
    const refunds: StripeRefund[] = []
    const pages = stripe.refunds.list({
      payment_intent: paymentIntent,
      limit: 100,
    })
    for await (const refund of pages) {
      refunds.push({
        id: refund.id,
        amount: toMinorAmount(refund.amount),
        isVoid: isVoidRefund(refund),
        failureReason: refund.failure_reason ?? null,
        medusaRefundId: textOrNull(refund.metadata?.medusa_refund_id),
        createdAt: new Date(refund.created * 1000).toISOString(),
      })
    }
    return refunds.reverse()
  })
}
