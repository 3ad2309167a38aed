import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type {
  ReconcileEnd,
  ReconcileRun,
} from "../../../modules/supabase-sync/reconcile-types"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import { runReconcile } from "../reconcile/run-reconcile"
import { sidesOf } from "../reconcile/sides-of-container"

export type ReconcileStockInput = { run_id: string; lease_token: string }

export const reconcileStockStepId = "reconcile-stock-step"

/**
 * Compares both sides from where the run stands. Nothing is undone: what differs was found, and a
 * push that was asked for writes the truth.
 *
 * @throws WorkError when the legacy store cannot be reached: the run goes on later where it was.
 */
export const reconcileStockStep = createStep(
  reconcileStockStepId,
  async ({ run_id, lease_token }: ReconcileStockInput, { container }) => {
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    const run = await sync.reconciler.read(run_id)
    if (!run) {
      return new StepResponse<ReconcileEnd>("lost")
    }
    const held = { id: run_id, leaseToken: lease_token }
    const end = await runReconcile(sidesOf(container), run, held)
    const now = await sync.reconciler.read(run_id)
    const line = now && end !== "lost" ? lineOf(now, end) : null
    if (line) {
      container.resolve(ContainerRegistrationKeys.LOGGER).info(line)
    }
    return new StepResponse(end)
  }
)

/** A quick run that found nothing, every few minutes, is not worth a line. */
function lineOf(run: ReconcileRun, end: ReconcileEnd): string | null {
  if (run.kind === "quick" && end === "done" && run.differing === 0) {
    return null
  }
  return `supabase sync: reconcile run_id=${run.id} kind=${run.kind} ${end} compared=${run.compared} differing=${run.differing} on_their_way=${run.on_their_way} repaired=${run.repaired}`
}
