import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { removeStockRuleStep } from "../steps/remove-stock-rule"

export const removeStockRuleWorkflowId = "remove-stock-rule"

/** Takes a rule away, so that the wider one counts; false where there is none. */
export const removeStockRuleWorkflow = createWorkflow(
  removeStockRuleWorkflowId,
  (id: string) => new WorkflowResponse(removeStockRuleStep(id))
)
