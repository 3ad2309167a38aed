import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { assertUnreachable } from "../../../lib/assert-unreachable"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import type { StaffRefundResult } from "../domain/judge-staff-refund"
import { readRefunds } from "../queries/read-refunds"
import { removeRefund } from "../queries/refund-rows"
import type { BegunRefund } from "./begin-refund"

export type PayRefundStepInput = BegunRefund & {
  /** A PaymentIntent's id. */
  payment: string
}

export const payRefundStepId = "pay-refund"

/**
 * Has Stripe pay a begun refund out. What Stripe refuses goes away here too; where it gave no answer
 * the Refund stays, and is finished by itself under the same key. Nothing is undone: the customer
 * has the money.
 */
export const payRefundStep = createStep(
  payRefundStepId,
  async ({ payment, refundId, amount }: PayRefundStepInput, { container }) => {
    const answer = await container
      .resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
      .refund({ payment_intent: payment, amount, refundId })
    switch (answer.kind) {
      case "refunded":
        return new StepResponse<StaffRefundResult>({ kind: "refunded" })
      case "refused": {
        const adopted = await readRefunds(container, payment)
        await removeRefund(
          container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
          { ...adopted, id: refundId }
        )
        const { code, message } = answer.cause
        return new StepResponse<StaffRefundResult>({
          kind: "refused",
          code,
          message,
        })
      }
      case "not_seen":
      case "unknown":
        return new StepResponse<StaffRefundResult>({
          kind: "conflict",
          code: "refund_unfinished",
          message: `The refund is begun, and Stripe gave no answer (${answer.cause.message}). It is finished by itself as soon as Stripe answers: do not refund again`,
        })
      default:
        return assertUnreachable(answer)
    }
  }
)
