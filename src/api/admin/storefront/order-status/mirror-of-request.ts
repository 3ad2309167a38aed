import type { MedusaRequest } from "@medusajs/framework/http"
import { SUPABASE_SYNC_MODULE } from "../../../../modules/supabase-sync"
import type { OrderMirror } from "../../../../modules/supabase-sync/order-mirror"
import type { SupabaseSyncModuleService } from "../../../../modules/supabase-sync/service"
import type { Refusal } from "../../../refuse"

export function orderMirrorOf(req: MedusaRequest): OrderMirror {
  return req.scope.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    .orders
}

/** Where there is nobody to tell. */
export const NOT_CONFIGURED: Refusal = {
  type: "conflict",
  code: "legacy_store_not_configured",
  message:
    "No legacy store is told of orders: SUPABASE_DB_URL is not set, or its mapping has no orders",
}
