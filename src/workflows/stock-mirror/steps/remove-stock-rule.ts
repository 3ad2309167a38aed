import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

export const removeStockRuleStepId = "remove-stock-rule-step"

/** Takes a rule away; false where there is none. Undone by setting it again as it was. */
export const removeStockRuleStep = createStep(
  removeStockRuleStepId,
  async (id: string, { container }) => {
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    const before = await sync.rules.find([id])
    const removed = await sync.rules.remove([id])
    return new StepResponse(removed > 0, before)
  },
  async (before, { container }) => {
    if (before) {
      await container
        .resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
        .rules.set(before)
    }
  }
)
