import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { StockRuleToSet } from "../../../modules/supabase-sync/client/stock-rules"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

export const setStockRulesStepId = "set-stock-rules-step"

/** Sets all of the rules or none. Undone by setting what was there before, and taking away what was not. */
export const setStockRulesStep = createStep(
  setStockRulesStepId,
  async (rules: StockRuleToSet[], { container }) => {
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    const ids = rules.map(({ id }) => id)
    const before = await sync.rules.find(ids)
    await sync.rules.set(rules)
    return new StepResponse(ids, { ids, before })
  },
  async (done, { container }) => {
    if (!done) {
      return
    }
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    const kept = new Set(done.before.map(({ id }) => id))
    await sync.rules.remove(done.ids.filter((id) => !kept.has(id)))
    await sync.rules.set(done.before)
  }
)
