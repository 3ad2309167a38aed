import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { pruneStripePayloadsStep } from "../steps/prune-stripe-payloads"

export const pruneStripePayloadsWorkflowId = "prune-stripe-payloads"

/** Keeps the inbox small: what was finished long ago loses its payload, and nothing else. */
export const pruneStripePayloadsWorkflow = createWorkflow(
  pruneStripePayloadsWorkflowId,
  () => {
    return new WorkflowResponse(pruneStripePayloadsStep())
  }
)
