import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

export type ScheduleReconcileInput = {
  kind: "quick" | "full"
  /** The stretch of time of which each has one run. */
  every_ms: number
}

export const scheduleReconcileStepId = "schedule-reconcile-step"

/**
 * Puts a run of the schedule in, and takes runs away that are too old to be of use. Nothing is
 * undone: comparing is harmless.
 *
 * @returns whether it was put in: not without a legacy store, nor beside another that does the same.
 */
export const scheduleReconcileStep = createStep(
  scheduleReconcileStepId,
  async ({ kind, every_ms }: ScheduleReconcileInput, { container }) => {
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    if (!sync.isConfigured) {
      return new StepResponse(false)
    }
    if (kind === "full") {
      await sync.reconciler.prune()
    }
    return new StepResponse(
      await sync.reconciler.putInScheduled(kind, every_ms)
    )
  }
)
