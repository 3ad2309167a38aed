import type { MedusaContainer } from "@medusajs/framework/types"
import { SUPABASE_SYNC_MODULE } from "../../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../../modules/supabase-sync/service"
import type { StockFacts } from "../../../../workflows/stock-mirror/domain/warnings-of-stock"

/** How the mirror stands. */
export async function readStockFacts(
  container: MedusaContainer
): Promise<StockFacts> {
  const sync =
    container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
  const [status, isCaptured] = await Promise.all([
    sync.desk.status(),
    sync.isStockCaptured(),
  ])
  return {
    status,
    isCaptured,
    isConfigured: sync.isConfigured,
    mappingProblems: sync.mappingProblems,
  }
}
