import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import { findVariantsOfItems } from "../queries/find-variants-of-items"

const CHANGES_AT_ONCE = 10_000

export const foldStockChangesStepId = "fold-stock-changes-step"

/**
 * Turns change rows into queued variants, however many changes a variant had. Nothing is undone: a
 * variant queued once too often is pushed once too often, with the same number.
 *
 * @returns how many change rows were taken.
 */
export const foldStockChangesStep = createStep(
  foldStockChangesStepId,
  async (_: undefined, { container }) => {
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    let folded = 0
    let taken = CHANGES_AT_ONCE
    while (taken === CHANGES_AT_ONCE) {
      const { changeIds, inventoryItemIds } =
        await sync.peekChanges(CHANGES_AT_ONCE)
      taken = changeIds.length
      folded += taken
      if (taken > 0) {
        await sync.queueVariants(
          await findVariantsOfItems(knex, inventoryItemIds),
          changeIds
        )
      }
    }
    return new StepResponse(folded)
  }
)
