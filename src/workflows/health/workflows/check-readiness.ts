import {
  WorkflowResponse,
  createWorkflow,
  transform,
} from "@medusajs/framework/workflows-sdk"
import type { Readiness } from "../../../types/health"
import { checkPartsStep } from "../steps/check-parts"

export const checkReadinessWorkflowId = "check-readiness"

/** Whether the process can do its work, part by part. */
export const checkReadinessWorkflow = createWorkflow(
  checkReadinessWorkflowId,
  () => {
    const parts = checkPartsStep()
    const readiness = transform({ parts }, ({ parts }): Readiness => ({
      status: parts.every((part) => part.ok) ? "ready" : "not_ready",
      parts,
    }))
    return new WorkflowResponse(readiness)
  }
)
