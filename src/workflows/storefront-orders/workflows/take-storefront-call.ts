import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { acceptStorefrontCallStep } from "../steps/accept-storefront-call"
import { answerStorefrontCallStep } from "../steps/answer-storefront-call"
import {
  type CheckStorefrontCallStepInput,
  checkStorefrontCallStep,
} from "../steps/check-storefront-call"

export type TakeStorefrontCallInput = CheckStorefrontCallStepInput

export const takeStorefrontCallWorkflowId = "take-storefront-call"

/**
 * Takes a call by which the storefront tells us of a payment: nothing is written before Stripe has
 * said the same, and once it is written the order is made by whichever process works calls off.
 */
export const takeStorefrontCallWorkflow = createWorkflow(
  takeStorefrontCallWorkflowId,
  (call: TakeStorefrontCallInput) => {
    const checked = checkStorefrontCallStep(call)
    const taken = acceptStorefrontCallStep({ call, checked })
    return new WorkflowResponse(
      answerStorefrontCallStep({ call, checked, taken })
    )
  }
)
