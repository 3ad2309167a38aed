import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type MakeStaffRefundStepInput,
  makeStaffRefundStep,
} from "../steps/make-staff-refund"

export type MakeStaffRefundInput = MakeStaffRefundStepInput

export const makeStaffRefundWorkflowId = "make-staff-refund"

/**
 * Refunds a payment that was made on the storefront for a member of staff: once at Stripe, whatever
 * becomes of the answer, the process, or a second click.
 */
export const makeStaffRefundWorkflow = createWorkflow(
  makeStaffRefundWorkflowId,
  (input: MakeStaffRefundInput) =>
    new WorkflowResponse(makeStaffRefundStep(input))
)
