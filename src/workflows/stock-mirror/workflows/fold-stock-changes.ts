import {
  type WorkflowData,
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type FoldStockChangesInput,
  foldStockChangesStep,
} from "../steps/fold-stock-changes"

export const foldStockChangesWorkflowId = "fold-stock-changes"

/** One step of turning captured changes into queued items. Running it twice at once is harmless. */
export const foldStockChangesWorkflow = createWorkflow(
  foldStockChangesWorkflowId,
  (input: WorkflowData<FoldStockChangesInput>) => {
    return new WorkflowResponse(foldStockChangesStep(input))
  }
)
