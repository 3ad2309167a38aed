import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { pruneStorefrontCallsStep } from "../steps/prune-storefront-calls"

export const pruneStorefrontCallsWorkflowId = "prune-storefront-calls"

/** Keeps the calls few: what is an order needs them no longer, and they hold customers' addresses. */
export const pruneStorefrontCallsWorkflow = createWorkflow(
  pruneStorefrontCallsWorkflowId,
  () => new WorkflowResponse(pruneStorefrontCallsStep())
)
