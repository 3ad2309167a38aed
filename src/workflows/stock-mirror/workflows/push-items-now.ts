import {
  type WorkflowData,
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import type { PushSelection } from "../../../modules/supabase-sync/client/push-again"
import { pushItemsNowStep } from "../steps/push-items-now"

export const pushItemsNowWorkflowId = "push-items-now"

/** Has items pushed that a person asks for; held ones get their full time again. */
export const pushItemsNowWorkflow = createWorkflow(
  pushItemsNowWorkflowId,
  (selection: WorkflowData<PushSelection>) => {
    return new WorkflowResponse(pushItemsNowStep(selection))
  }
)
