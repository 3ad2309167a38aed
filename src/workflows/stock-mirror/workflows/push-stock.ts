import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import type { StockItemKind } from "../../../modules/supabase-sync/types"
import { pushStockStep } from "../steps/push-stock"

export type PushStockInput = { kind: StockItemKind; item_ids: string[] }

export const pushStockWorkflowId = "push-stock"

/** Pushes what can be sold of items of one kind, at most 1,000, to the legacy store. */
export const pushStockWorkflow = createWorkflow(
  pushStockWorkflowId,
  (input: PushStockInput) => {
    return new WorkflowResponse(pushStockStep(input))
  }
)
