import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type StopReconcileInput,
  stopReconcileStep,
} from "../steps/stop-reconcile"

export const stopReconcileWorkflowId = "stop-reconcile"

/** Stops a run after the page that it is at. Gives back whether it had not ended yet. */
export const stopReconcileWorkflow = createWorkflow(
  stopReconcileWorkflowId,
  (input: StopReconcileInput) => new WorkflowResponse(stopReconcileStep(input))
)
