import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { settleLeftRefundsStep } from "../steps/settle-left-refunds"

export const settleLeftRefundsWorkflowId = "settle-left-refunds"

/** Brings refunds to their end that whoever began them has left. May be run at any time. */
export const settleLeftRefundsWorkflow = createWorkflow(
  settleLeftRefundsWorkflowId,
  () => new WorkflowResponse(settleLeftRefundsStep())
)
