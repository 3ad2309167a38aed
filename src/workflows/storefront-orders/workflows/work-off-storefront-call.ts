import {
  WorkflowResponse,
  createWorkflow,
  transform,
  when,
} from "@medusajs/framework/workflows-sdk"
import { outcomeOfCall } from "../domain/outcome-of-call"
import { answerByHintsStep } from "../steps/answer-by-hints"
import {
  type FindStorefrontCallStepInput,
  findStorefrontCallStep,
} from "../steps/find-storefront-call"
import { importStorefrontPaymentWorkflow } from "./import-storefront-payment"

export type WorkOffStorefrontCallInput = FindStorefrontCallStepInput

export const workOffStorefrontCallWorkflowId = "work-off-storefront-call"

/**
 * Sees that a payment that the storefront told us of is one order, by the same import as the
 * webhook's events. Run again for the same call, it finds everything done.
 */
export const workOffStorefrontCallWorkflow = createWorkflow(
  workOffStorefrontCallWorkflowId,
  (input: WorkOffStorefrontCallInput) => {
    const call = findStorefrontCallStep(input)
    const imported = importStorefrontPaymentWorkflow.runAsStep({
      input: transform({ call }, ({ call }) => ({
        payment: call.payment,
        source: "legacy_api" as const,
      })),
    })
    when(
      "answer-questions-of-call",
      { imported },
      ({ imported }) => imported.kind === "imported"
    ).then(() => answerByHintsStep(call))
    return new WorkflowResponse(
      transform({ imported }, ({ imported }) => outcomeOfCall(imported))
    )
  }
)
