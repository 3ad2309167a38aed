import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { pruneStockHistoryStep } from "../steps/prune-stock-history"

export const pruneStockHistoryWorkflowId = "prune-stock-history"

/** Keeps the mirror's history as long as SUPABASE_HISTORY_DAYS says, and no longer. */
export const pruneStockHistoryWorkflow = createWorkflow(
  pruneStockHistoryWorkflowId,
  () => {
    return new WorkflowResponse(pruneStockHistoryStep())
  }
)
