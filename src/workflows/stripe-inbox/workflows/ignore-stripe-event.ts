import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type IgnoreEventStepInput,
  ignoreEventStep,
} from "../steps/ignore-event"

export type IgnoreStripeEventInput = IgnoreEventStepInput

export const ignoreStripeEventWorkflowId = "ignore-stripe-event"

/** Sets an event aside that staff say need not be done. */
export const ignoreStripeEventWorkflow = createWorkflow(
  ignoreStripeEventWorkflowId,
  (input: IgnoreStripeEventInput) =>
    new WorkflowResponse(ignoreEventStep(input))
)
