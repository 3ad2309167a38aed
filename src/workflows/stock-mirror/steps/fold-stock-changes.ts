import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import type { CapturedChange } from "../../../modules/supabase-sync/types"
import { planItems } from "../domain/plan-items"
import { findConcernedVariants } from "../queries/find-concerned-variants"

const CHANGES_AT_ONCE = 10_000

export const foldStockChangesStepId = "fold-stock-changes-step"

/**
 * Turns change rows into queued items, however many changes an item had. Nothing is undone: an item
 * queued once too often is pushed once too often, with the same number.
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
      const changes = await sync.peekChanges(CHANGES_AT_ONCE)
      taken = changes.length
      folded += taken
      if (taken > 0) {
        const concerned = await findConcernedVariants(knex, {
          inventoryItemIds: idsIn(changes, "inventoryItemId"),
          variantIds: idsIn(changes, "variantId"),
          productIds: idsIn(changes, "productId"),
        })
        await sync.queueItems(
          planItems(changes, concerned, sync.tellsProducts),
          changes.map((change) => change.id)
        )
      }
    }
    return new StepResponse(folded)
  }
)

function idsIn(
  changes: readonly CapturedChange[],
  subject: "inventoryItemId" | "variantId" | "productId"
): string[] {
  return [...new Set(changes.flatMap((change) => change[subject] ?? []))]
}
