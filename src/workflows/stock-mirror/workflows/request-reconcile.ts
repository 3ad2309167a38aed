import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type RequestReconcileInput,
  requestReconcileStep,
} from "../steps/request-reconcile"

export const requestReconcileWorkflowId = "request-reconcile"

/** Has the legacy store compared with Medusa because somebody asks for it. */
export const requestReconcileWorkflow = createWorkflow(
  requestReconcileWorkflowId,
  (input: RequestReconcileInput) =>
    new WorkflowResponse(requestReconcileStep(input))
)
