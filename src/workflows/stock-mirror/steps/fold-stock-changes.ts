import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import type { WideFold } from "../../../modules/supabase-sync/types"
import { foldChanges } from "../queries/fold-changes"

export type FoldStockChangesInput = {
  /** What the last step did not finish. */
  wide: WideFold | null
}

export const foldStockChangesStepId = "fold-stock-changes-step"

/**
 * Turns change rows into queued items, however many changes an item had. Nothing is undone: an item
 * queued once too often is pushed once too often, with the same number.
 */
export const foldStockChangesStep = createStep(
  foldStockChangesStepId,
  async ({ wide }: FoldStockChangesInput, { container }) =>
    new StepResponse(
      await foldChanges(
        container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
        container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE),
        wide
      )
    )
)
