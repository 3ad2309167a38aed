import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { ItemNames } from "../../../modules/supabase-sync/client/named-items"
import type { ReconcileRun } from "../../../modules/supabase-sync/reconcile-types"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

export type RequestReconcileInput = {
  /** Null: some chosen items. */
  kind: "quick" | "full" | null
  repairs: boolean
  items: ItemNames
  /** The id of whoever asks. */
  requested_by: string
}

/** The run, or the names that nothing has. */
export type RequestedReconcile =
  { run: ReconcileRun } | { not_found: readonly string[] }

export const requestReconcileStepId = "request-reconcile-step"

/** Puts a run in. Not undone: comparing is harmless, and a repair writes the truth. */
export const requestReconcileStep = createStep(
  requestReconcileStepId,
  async (
    { kind, repairs, items, requested_by }: RequestReconcileInput,
    { container }
  ) => {
    const { reconciler } =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    const named = kind === null ? await reconciler.findNamed(items) : null
    if (named && named.notFound.length > 0) {
      return new StepResponse<RequestedReconcile>({ not_found: named.notFound })
    }
    const run = await reconciler.putIn({
      kind: kind ?? "chosen",
      repairs,
      itemIds: named?.itemIds ?? null,
      requestedBy: requested_by,
    })
    return new StepResponse<RequestedReconcile>({ run })
  }
)
