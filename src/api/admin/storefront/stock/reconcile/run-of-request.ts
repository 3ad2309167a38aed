import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { SUPABASE_SYNC_MODULE } from "../../../../../modules/supabase-sync"
import type { ReconcileRun } from "../../../../../modules/supabase-sync/reconcile-types"
import type { SupabaseSyncModuleService } from "../../../../../modules/supabase-sync/service"
import { LEDGER_ID } from "../../validators"

export function syncOf(req: MedusaRequest): SupabaseSyncModuleService {
  return req.scope.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
}

/** The run in the address. @throws MedusaError 404 where it is not there. */
export async function runOf(req: MedusaRequest): Promise<ReconcileRun> {
  const id = LEDGER_ID.safeParse(req.params.id)
  const run = id.success ? await syncOf(req).reconciler.read(id.data) : null
  if (!run) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `No run is known as ${id.success ? id.data : "this id"}; look for it at /admin/storefront/stock/reconcile`
    )
  }
  return run
}
