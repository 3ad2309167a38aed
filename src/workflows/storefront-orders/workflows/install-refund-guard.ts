import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { installRefundGuardStep } from "../steps/install-refund-guard"

export const installRefundGuardWorkflowId = "install-refund-guard"

/** Makes the database refuse a refund that is recorded twice. May be run again. */
export const installRefundGuardWorkflow = createWorkflow(
  installRefundGuardWorkflowId,
  () => {
    return new WorkflowResponse(installRefundGuardStep())
  }
)
