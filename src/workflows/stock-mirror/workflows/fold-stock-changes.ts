import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { foldStockChangesStep } from "../steps/fold-stock-changes"

export const foldStockChangesWorkflowId = "fold-stock-changes"

/** Turns captured stock changes into queued variants. Running it twice at once is harmless. */
export const foldStockChangesWorkflow = createWorkflow(
  foldStockChangesWorkflowId,
  () => {
    return new WorkflowResponse(foldStockChangesStep())
  }
)
