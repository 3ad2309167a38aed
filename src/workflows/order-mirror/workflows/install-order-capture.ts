import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { installOrderCaptureStep } from "../steps/install-order-capture"

export const installOrderCaptureWorkflowId = "install-order-capture"

/** Has every change of an order noted from now on, and every order of the storefront told of. */
export const installOrderCaptureWorkflow = createWorkflow(
  installOrderCaptureWorkflowId,
  () => {
    return new WorkflowResponse(installOrderCaptureStep())
  }
)
