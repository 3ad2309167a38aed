import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { installCartGuardStep } from "../steps/install-cart-guard"

export const installCartGuardWorkflowId = "install-cart-guard"

/** Makes the database refuse a second order of one cart. May be run again. */
export const installCartGuardWorkflow = createWorkflow(
  installCartGuardWorkflowId,
  () => {
    return new WorkflowResponse(installCartGuardStep())
  }
)
