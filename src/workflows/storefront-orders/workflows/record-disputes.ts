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
import {
  type ImportStorefrontPaymentResult,
  importStorefrontPaymentWorkflow,
} from "./import-storefront-payment"

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
    const known = findImportedPaymentStep(input)
    const imported = when(
      "import-first",
      { known },
      ({ known }) => !known
    ).then(() =>
      importStorefrontPaymentWorkflow.runAsStep({
        input: transform({ input }, ({ input }) => ({
          payment: input.payment,
          source: "webhook" as const,
        })),
      })
    )
    const result = transform(
      { imported },
      ({ imported }): ImportStorefrontPaymentResult | null => imported ?? null
    )
    when(
      "record-disputes-of-order",
      { result },
      ({ result }) => !result || result.kind === "imported"
    ).then(() => {
      const payment = findImportedPaymentStep(input).config({
        name: "find-payment-with-order",
      })
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
    return new WorkflowResponse(
      transform(
        { known, result },
        ({ known, result }): ImportStorefrontPaymentResult =>
          result ?? { kind: "imported", order_id: known?.order_id ?? "" }
      )
    )
  }
)
