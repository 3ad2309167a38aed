import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type AdoptDriftedInput,
  adoptDriftedStep,
} from "../steps/adopt-drifted"

export const adoptDriftedWorkflowId = "adopt-drifted"

/** Settles a difference with the number of the legacy store, because staff say so. */
export const adoptDriftedWorkflow = createWorkflow(
  adoptDriftedWorkflowId,
  (input: AdoptDriftedInput) => new WorkflowResponse(adoptDriftedStep(input))
)
