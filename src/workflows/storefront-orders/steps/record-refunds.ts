import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { toMajorText } from "../../../lib/money"
import type { StripeRefund } from "../../../modules/stripe-inbox/types"
import { enterRefundOnly } from "../../../modules/stripe-storefront/recorded-refund"
import { planRefunds } from "../domain/plan-refunds"
import { readRefunds } from "../queries/read-refunds"
import { recountRefunded } from "../queries/refund-rows"

export type RecordRefundsStepInput = {
  /** A PaymentIntent's id. */
  payment: string
  atStripe: StripeRefund[]
}

export const recordRefundsStepId = "record-refunds"

/**
 * Enters refunds that were made at Stripe or by the storefront, without asking Stripe for others. A
 * unique index on Stripe's id keeps a second one out. Nothing is undone: the money has gone back.
 *
 * @returns those that a Refund here was the cause of, which Medusa has forgotten since.
 */
export const recordRefundsStep = createStep(
  recordRefundsStepId,
  async ({ payment, atStripe }: RecordRefundsStepInput, { container }) => {
    const payments = container.resolve(Modules.PAYMENT)
    const adopted = await readRefunds(container, payment)
    const { record } = planRefunds(atStripe, adopted.refunds, new Date())
    for (const { id, amount } of record) {
      await enterRefundOnly(payment, () =>
        payments.refundPayment({
          payment_id: adopted.paymentId,
          amount: toMajorText(amount, adopted.currency),
          note: "Made at Stripe",
          metadata: { stripe_refund_id: id },
        })
      )
    }
    await recountRefunded(
      container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
      adopted.collectionId
    )
    return new StepResponse<StripeRefund[]>(
      record.filter(({ medusaRefundId }) => medusaRefundId !== null)
    )
  }
)
