import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { installStockCaptureStep } from "../steps/install-stock-capture"

export const installStockCaptureWorkflowId = "install-stock-capture"

/** Makes Medusa's own tables tell of every change of stock. May be run again. */
export const installStockCaptureWorkflow = createWorkflow(
  installStockCaptureWorkflowId,
  () => {
    return new WorkflowResponse(installStockCaptureStep())
  }
)
