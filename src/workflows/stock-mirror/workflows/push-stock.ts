import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { pushStockStep } from "../steps/push-stock"

export type PushStockInput = { variant_ids: string[] }

export const pushStockWorkflowId = "push-stock"

/** Pushes what can be sold of variants, at most 1,000, to the legacy store. */
export const pushStockWorkflow = createWorkflow(
  pushStockWorkflowId,
  (input: PushStockInput) => {
    return new WorkflowResponse(pushStockStep(input))
  }
)
