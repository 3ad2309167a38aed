import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { finishAbandonedAnswersStep } from "../steps/finish-abandoned-answers"

export const finishAbandonedAnswersWorkflowId = "finish-abandoned-answers"

/** Carries out the answers of staff whose process died before it could. */
export const finishAbandonedAnswersWorkflow = createWorkflow(
  finishAbandonedAnswersWorkflowId,
  () => new WorkflowResponse(finishAbandonedAnswersStep())
)
