import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type PlanStockRulesStepInput,
  planStockRulesStep,
} from "../steps/plan-stock-rules"
import { setStockRulesStep } from "../steps/set-stock-rules"

export type SetStockRulesInput = PlanStockRulesStepInput

export const setStockRulesWorkflowId = "set-stock-rules"

/**
 * Says how much of the stock the storefront must not sell, of variants, products or all; what they
 * concern is pushed. Gives the ids of the rules.
 */
export const setStockRulesWorkflow = createWorkflow(
  setStockRulesWorkflowId,
  (input: SetStockRulesInput) =>
    new WorkflowResponse(setStockRulesStep(planStockRulesStep(input)))
)
