import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { PushSelection } from "../../../../../modules/supabase-sync/client/push-again"
import type { SupabaseSyncModuleService } from "../../../../../modules/supabase-sync/service"
import type { StorefrontStockPushResponse } from "../../../../../types/storefront-stock"
import { pushItemsNowWorkflow } from "../../../../../workflows/stock-mirror/workflows/push-items-now"
import { syncOf } from "../reconcile/run-of-request"
import type { PushStockBody } from "../validators"

type Selected = { selection: PushSelection; notFound: string[] }

/** Has items pushed now: some by their names, all that are held, or everything. */
export const POST = async (
  req: AuthenticatedMedusaRequest<PushStockBody>,
  res: MedusaResponse<StorefrontStockPushResponse>
): Promise<void> => {
  const { selection, notFound } = await select(syncOf(req), req.validatedBody)
  const { result: queued } = await pushItemsNowWorkflow(req.scope).run({
    input: selection,
  })
  res.json({ queued, not_found: notFound })
}

async function select(
  { desk, tellsProducts }: SupabaseSyncModuleService,
  body: PushStockBody
): Promise<Selected> {
  if (body.all) {
    return { selection: { all: true }, notFound: [] }
  }
  if (body.held) {
    return { selection: { held: true }, notFound: [] }
  }
  const { variant_ids = [], product_ids = [], skus = [] } = body
  const { itemIds, notFound } = await desk.findNamed({
    variantIds: variant_ids,
    productIds: product_ids,
    skus,
  })
  const products = new Set(product_ids)
  // The legacy store need not have rows with the sums of products.
  const told = itemIds.filter((id) => tellsProducts || !products.has(id))
  return {
    selection: {
      items: told.map((id) => ({
        id,
        kind: products.has(id) ? "product" : "variant",
      })),
    },
    notFound,
  }
}
