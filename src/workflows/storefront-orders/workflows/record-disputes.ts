import {
  WorkflowResponse,
  createWorkflow,
  transform,
  when,
} from "@medusajs/framework/workflows-sdk"
import { fetchDisputesStep } from "../steps/fetch-disputes"
import {
  type ImportedPayment,
  findImportedPaymentStep,
} from "../steps/find-imported-payment"
import { recordDisputesStep } from "../steps/record-disputes"
import { importStorefrontPaymentWorkflow } from "./import-storefront-payment"

export type RecordDisputesInput = {
  /** A PaymentIntent's id. */
  payment: string
}

export const recordDisputesWorkflowId = "record-disputes"

/**
 * Sees that the disputes of a payment stand here as they do at Stripe. An event only says that it
 * is worth looking: in whichever order they come, the last look is right. A dispute that is heard
 * of before its payment has the order made first.
 */
export const recordDisputesWorkflow = createWorkflow(
  recordDisputesWorkflowId,
  (input: RecordDisputesInput) => {
    const result = importStorefrontPaymentWorkflow.runAsStep({
      input: transform({ input }, ({ input }) => ({
        payment: input.payment,
        source: "webhook" as const,
      })),
    })
    when(
      "record-disputes-of-order",
      { result },
      ({ result }) => result.kind === "imported"
    ).then(() => {
      const payment = findImportedPaymentStep(input)
      recordDisputesStep(
        fetchDisputesStep(
          transform({ payment }, ({ payment }): ImportedPayment => {
            if (!payment) {
              throw new Error("Disputes are recorded only of an order")
            }
            return payment
          })
        )
      )
    })
    return new WorkflowResponse(result)
  }
)
