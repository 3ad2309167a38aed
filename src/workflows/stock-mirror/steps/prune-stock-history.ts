import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

/** Small enough that no statement holds its rows for long. */
const BATCH = 5_000

export const pruneStockHistoryStepId = "prune-stock-history-step"

/**
 * Takes the history away that is older than it is kept, batch by batch. It cannot be undone, and may
 * be cut off anywhere: the next night goes on.
 *
 * @returns how many rows went.
 */
export const pruneStockHistoryStep = createStep(
  pruneStockHistoryStepId,
  async (_: undefined, { container }) => {
    const { desk } =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    let rows = 0
    let isFull = true
    while (isFull) {
      const pruned = Object.values(await desk.prune(BATCH))
      rows += pruned.reduce((sum, count) => sum + count, 0)
      isFull = pruned.includes(BATCH)
    }
    return new StepResponse(rows)
  }
)
