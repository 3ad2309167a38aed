import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type ReconcileStockInput,
  reconcileStockStep,
} from "../steps/reconcile-stock"

export const reconcileStockWorkflowId = "reconcile-stock"

/** Compares the legacy store with Medusa, and has pushed again what differs where the run says so. */
export const reconcileStockWorkflow = createWorkflow(
  reconcileStockWorkflowId,
  (input: ReconcileStockInput) =>
    new WorkflowResponse(reconcileStockStep(input))
)
