import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { permanentError } from "../../../lib/errors"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import { isUsableVersion } from "../../../modules/supabase-sync/domain/plan-repair"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import { liftAbove } from "../reconcile/repair-drift"
import type { StockItemKind } from "../../../modules/supabase-sync/types"

export type PushDriftedInput = {
  item_id: string
  kind: StockItemKind
  /** That the row there carried. */
  legacy_version: string | null
}

export const pushDriftedStepId = "push-drifted-step"

/**
 * Has Medusa's number pushed over another, whatever version the row there carries. Not undone: the
 * number is the truth.
 *
 * @throws WorkError where no later version could be greater.
 */
export const pushDriftedStep = createStep(
  pushDriftedStepId,
  async (
    { item_id, kind, legacy_version }: PushDriftedInput,
    { container }
  ) => {
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    if (!isUsableVersion(legacy_version)) {
      throw permanentError(
        "version_out_of_reach",
        "The row there carries a version too great to go on from; clear it (set it to NULL) in the legacy store, then try again"
      )
    }
    await liftAbove({ sync }, [{ legacyVersion: legacy_version }])
    await sync.queueItems([
      { id: item_id, kind, causes: ["staff"], changedAt: null },
    ])
    return new StepResponse(undefined)
  }
)
