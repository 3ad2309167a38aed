import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { installPaymentGuardStep } from "../steps/install-payment-guard"

export const installPaymentGuardWorkflowId = "install-payment-guard"

/** Makes the database refuse a second adopted payment of one collection. May be run again. */
export const installPaymentGuardWorkflow = createWorkflow(
  installPaymentGuardWorkflowId,
  () => {
    return new WorkflowResponse(installPaymentGuardStep())
  }
)
