import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { pushStockStep } from "../steps/push-stock"

export type PushStockInput = { item_ids: string[] }

export const pushStockWorkflowId = "push-stock"

/** Pushes what can be sold of items, at most 1,000, to the legacy store. */
export const pushStockWorkflow = createWorkflow(
  pushStockWorkflowId,
  (input: PushStockInput) => {
    return new WorkflowResponse(pushStockStep(input))
  }
)
