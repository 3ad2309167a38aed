import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { type PushDriftedInput, pushDriftedStep } from "../steps/push-drifted"

export const pushDriftedWorkflowId = "push-drifted"

/** Settles a difference with Medusa's number, because staff say so. */
export const pushDriftedWorkflow = createWorkflow(
  pushDriftedWorkflowId,
  (input: PushDriftedInput) => new WorkflowResponse(pushDriftedStep(input))
)
