import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type RetryEventsStepInput,
  retryEventsStep,
} from "../steps/retry-events"

export type RetryStripeEventsInput = RetryEventsStepInput

export const retryStripeEventsWorkflowId = "retry-stripe-events"

/** Sends events off again that staff have chosen; twice at once is done once. */
export const retryStripeEventsWorkflow = createWorkflow(
  retryStripeEventsWorkflowId,
  (input: RetryStripeEventsInput) =>
    new WorkflowResponse(retryEventsStep(input))
)
