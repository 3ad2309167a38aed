import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { foldOrderChangesStep } from "../steps/fold-order-changes"

export const foldOrderChangesWorkflowId = "fold-order-changes"

/** Turns captured changes into queued orders. Running it twice at once is harmless. */
export const foldOrderChangesWorkflow = createWorkflow(
  foldOrderChangesWorkflowId,
  () => {
    return new WorkflowResponse(foldOrderChangesStep())
  }
)
