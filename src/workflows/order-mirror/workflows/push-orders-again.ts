import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type PushOrdersAgainStepInput,
  pushOrdersAgainStep,
} from "../steps/push-orders-again"

export type PushOrdersAgainInput = PushOrdersAgainStepInput

export const pushOrdersAgainWorkflowId = "push-orders-again"

/** Tells the legacy store of orders once more, as staff have asked; twice at once is harmless. */
export const pushOrdersAgainWorkflow = createWorkflow(
  pushOrdersAgainWorkflowId,
  (input: PushOrdersAgainInput) => {
    return new WorkflowResponse(pushOrdersAgainStep(input))
  }
)
