import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { compareDuePaymentsStep } from "../steps/compare-due-payments"

export const comparePaymentsWorkflowId = "compare-payments"

/**
 * Compares the payments that are due with Stripe, those compared longest ago first. Cut off
 * anywhere, the next run goes on from there.
 *
 * Its result is null where there was nothing to do: no Stripe, or another run under way.
 */
export const comparePaymentsWorkflow = createWorkflow(
  comparePaymentsWorkflowId,
  () => {
    return new WorkflowResponse(compareDuePaymentsStep())
  }
)
