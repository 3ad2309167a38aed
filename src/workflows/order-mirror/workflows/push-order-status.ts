import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type PushOrderStatusStepInput,
  pushOrderStatusStep,
} from "../steps/push-order-status"
import { reportUnknownOrdersStep } from "../steps/report-unknown-orders"

export type PushOrderStatusInput = PushOrderStatusStepInput

export const pushOrderStatusWorkflowId = "push-order-status"

/** Tells the legacy store what became of orders; of those it does not know, staff are told once. */
export const pushOrderStatusWorkflow = createWorkflow(
  pushOrderStatusWorkflowId,
  (input: PushOrderStatusInput) => {
    const pushed = pushOrderStatusStep(input)
    reportUnknownOrdersStep({ pushed })
    return new WorkflowResponse(pushed)
  }
)
