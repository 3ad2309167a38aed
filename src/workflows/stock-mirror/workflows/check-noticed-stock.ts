import {
  type WorkflowData,
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type CheckNoticedStockInput,
  checkNoticedStockStep,
} from "../steps/check-noticed-stock"

export const checkNoticedStockWorkflowId = "check-noticed-stock"

/** Compares what Medusa's events named with what was last pushed. Running it twice is harmless. */
export const checkNoticedStockWorkflow = createWorkflow(
  checkNoticedStockWorkflowId,
  (input: WorkflowData<CheckNoticedStockInput>) => {
    return new WorkflowResponse(checkNoticedStockStep(input))
  }
)
