import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { installCustomerEmailIndexStep } from "../steps/install-customer-email-index"

export const installCustomerEmailIndexWorkflowId =
  "install-customer-email-index"

/** Makes finding a customer by a folded e-mail address cheap. May be run again. */
export const installCustomerEmailIndexWorkflow = createWorkflow(
  installCustomerEmailIndexWorkflowId,
  () => {
    return new WorkflowResponse(installCustomerEmailIndexStep())
  }
)
