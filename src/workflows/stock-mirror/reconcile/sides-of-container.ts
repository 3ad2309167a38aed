import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import type {
  FoldedChanges,
  WideFold,
} from "../../../modules/supabase-sync/types"
import { foldStockChangesWorkflow } from "../workflows/fold-stock-changes"
import { takeLegacyEditsWorkflow } from "../workflows/take-legacy-edits"
import type { Sides } from "./sides"

/** Medusa and the legacy store. @throws WorkError where no legacy store is configured. */
export function sidesOf(container: MedusaContainer): Sides {
  const sync =
    container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
  return {
    sync,
    knex: container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    legacy: sync.reconciler.openLegacyStore(),
    fold: () => foldAll(container),
    takeEdits: async (source, edits) => {
      const { result } = await takeLegacyEditsWorkflow(container).run({
        input: { source, edits },
      })
      return result
    },
  }
}

/** Folds what was captured by now, step by step. */
async function foldAll(container: MedusaContainer): Promise<void> {
  let wide: WideFold | null = null
  let isLeft = true
  while (isLeft) {
    const { result }: { result: FoldedChanges } =
      await foldStockChangesWorkflow(container).run({ input: { wide } })
    wide = result.wide
    isLeft = result.more
  }
}
