import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { SUPABASE_SYNC_MODULE } from "../../../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../../../modules/supabase-sync/service"
import type {
  StorefrontStockRuleListResponse,
  StorefrontStockRulesResponse,
} from "../../../../../types/storefront-stock-rules"
import { setStockRulesWorkflow } from "../../../../../workflows/stock-mirror/workflows/set-stock-rules"
import { presentStockRules } from "./present-stock-rules"
import type { ListStockRulesParams, SetStockRulesBody } from "./validators"

/** How much of the stock the storefront must not sell: the rules, last set first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListStockRulesParams>,
  res: MedusaResponse<StorefrontStockRuleListResponse>
): Promise<void> => {
  const { scope, offset, limit } = req.validatedQuery
  const [rows, count] = await req.scope
    .resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    .listAndCountStockRules(scope ? { scope } : {}, {
      order: { updated_at: "DESC", id: "ASC" },
      skip: offset,
      take: limit,
    })
  res.json({ rules: await presentStockRules(req, rows), count, offset, limit })
}

/** Sets rules, all or none, and has what they concern pushed. What a rule leaves out, the wider one says. */
export const POST = async (
  req: AuthenticatedMedusaRequest<SetStockRulesBody>,
  res: MedusaResponse<StorefrontStockRulesResponse>
): Promise<void> => {
  const { result: ids } = await setStockRulesWorkflow(req.scope).run({
    input: {
      rules: req.validatedBody.rules,
      updated_by: req.auth_context.actor_id,
    },
  })
  const rows = await req.scope
    .resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    .listStockRules({ id: ids }, { take: ids.length })
  res.json({ rules: await presentStockRules(req, rows) })
}
