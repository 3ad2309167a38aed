import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type ForgetItemMappingStepInput,
  forgetItemMappingStep,
} from "../steps/forget-item-mapping"

export type ForgetItemMappingInput = ForgetItemMappingStepInput

export const forgetItemMappingWorkflowId = "forget-item-mapping"

/** Forgets a choice of staff: the next sale of the item is asked about again. */
export const forgetItemMappingWorkflow = createWorkflow(
  forgetItemMappingWorkflowId,
  (input: ForgetItemMappingInput) =>
    new WorkflowResponse(forgetItemMappingStep(input))
)
