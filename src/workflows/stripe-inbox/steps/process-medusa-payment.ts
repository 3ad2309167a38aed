import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { processPaymentWorkflowId } from "@medusajs/medusa/core-flows"
import { passingError, summarizeFailure } from "../../../lib/errors"
import { runWorkflow } from "../../../lib/run-workflow"
import type { EventOutcome } from "../../../modules/stripe-inbox/types"
import { judgeMedusaPayment } from "../domain/judge-medusa-payment"
import type { MedusaWebhook } from "../domain/medusa-webhook"
import { readMedusaPayment } from "../queries/read-medusa-payment"

export type ProcessMedusaPaymentStepInput = {
  session_id: string
  webhook: MedusaWebhook
}

export const processMedusaPaymentStepId = "process-medusa-payment"

const GIVEN_BACK: EventOutcome = {
  kind: "ignored",
  reason: "refunded_by_medusa",
}

/**
 * Hands a payment to Medusa's own workflow, as Medusa's subscriber does: it captures the payment
 * and completes the cart, each unless that is done. Not as a sub-workflow: in one Medusa skips the
 * lock that keeps the customer's own completion apart.
 *
 * Nothing is undone here: Medusa's workflow undoes its own, and the customer has paid.
 *
 * @throws WorkError, always passing: what holds the payment up is another request, Stripe or the
 *   database, or something that staff can mend.
 */
export const processMedusaPaymentStep = createStep(
  processMedusaPaymentStepId,
  async (
    { session_id, webhook }: ProcessMedusaPaymentStepInput,
    { container }
  ) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const judge = async () =>
      judgeMedusaPayment(await readMedusaPayment(query, session_id))
    if ((await judge()) === "given_back") {
      return new StepResponse<EventOutcome>(GIVEN_BACK)
    }
    const { action, amount } = webhook
    try {
      await runWorkflow(
        container.resolve(Modules.WORKFLOW_ENGINE),
        processPaymentWorkflowId,
        { action, data: { session_id, amount } }
      )
    } catch (error) {
      const { message } = summarizeFailure(error)
      throw passingError(
        "medusa_payment_not_processed",
        `Medusa could not process the payment of ${session_id}: ${message}`,
        error
      )
    }
    // Medusa's workflow counts as done also where it could not complete the cart.
    const standing = await judge()
    if (standing === "open") {
      throw passingError(
        "cart_not_completed",
        `The payment of ${session_id} is there, and its cart could not be made an order`
      )
    }
    return new StepResponse<EventOutcome>(
      standing === "settled" ? { kind: "done" } : GIVEN_BACK
    )
  }
)
