import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { pruneKeyUsageStep } from "../steps/prune-key-usage"

export const pruneKeyUsageWorkflowId = "prune-key-usage"

/** Keeps how often keys were used for 90 days, also of keys that were deleted. */
export const pruneKeyUsageWorkflow = createWorkflow(
  pruneKeyUsageWorkflowId,
  () => new WorkflowResponse(pruneKeyUsageStep())
)
