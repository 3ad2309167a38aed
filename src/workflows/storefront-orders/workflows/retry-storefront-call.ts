import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type RetryStorefrontCallStepInput,
  retryStorefrontCallStep,
} from "../steps/retry-storefront-call"

export type RetryStorefrontCallInput = RetryStorefrontCallStepInput

export const retryStorefrontCallWorkflowId = "retry-storefront-call"

/** Sends a call off again that staff have chosen; twice at once is done once. */
export const retryStorefrontCallWorkflow = createWorkflow(
  retryStorefrontCallWorkflowId,
  (input: RetryStorefrontCallInput) =>
    new WorkflowResponse(retryStorefrontCallStep(input))
)
