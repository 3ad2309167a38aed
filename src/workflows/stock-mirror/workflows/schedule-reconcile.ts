import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type ScheduleReconcileInput,
  scheduleReconcileStep,
} from "../steps/schedule-reconcile"

export const scheduleReconcileWorkflowId = "schedule-reconcile"

/** Has the legacy store compared with Medusa, once in a stretch of time. */
export const scheduleReconcileWorkflow = createWorkflow(
  scheduleReconcileWorkflowId,
  (input: ScheduleReconcileInput) =>
    new WorkflowResponse(scheduleReconcileStep(input))
)
