import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

export type StopReconcileInput = { run_id: string }

export const stopReconcileStepId = "stop-reconcile-step"

/** Asks a run to stop. Not undone: a run that stopped can be asked for again. */
export const stopReconcileStep = createStep(
  stopReconcileStepId,
  async ({ run_id }: StopReconcileInput, { container }) =>
    new StepResponse(
      await container
        .resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
        .reconciler.stopRun(run_id)
    )
)
