import {
  WorkflowResponse,
  createWorkflow,
  transform,
} from "@medusajs/framework/workflows-sdk"
import {
  type BeginRefundStepInput,
  beginRefundStep,
} from "../steps/begin-refund"
import { payRefundStep } from "../steps/pay-refund"

export type PayStaffRefundInput = BeginRefundStepInput

export const payStaffRefundWorkflowId = "pay-staff-refund"

/**
 * Enters a refund and pays it out. Only for who holds the payment's refunds, and has seen that this
 * one may be made.
 */
export const payStaffRefundWorkflow = createWorkflow(
  payStaffRefundWorkflowId,
  (input: PayStaffRefundInput) => {
    const begun = beginRefundStep(input)
    return new WorkflowResponse(
      payRefundStep(
        transform({ begun, input }, ({ begun, input }) => ({
          ...begun,
          payment: input.payment,
        }))
      )
    )
  }
)
