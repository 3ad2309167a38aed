import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontStockPushResponse } from "../../../../../../../types/storefront-stock"
import { pushItemsNowWorkflow } from "../../../../../../../workflows/stock-mirror/workflows/push-items-now"
import { itemOfRequest } from "../item-of-request"

/** Has one item pushed now; one that is held gets its full time again. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontStockPushResponse>
): Promise<void> => {
  const { id, kind } = await itemOfRequest(req)
  const { result: queued } = await pushItemsNowWorkflow(req.scope).run({
    input: { items: [{ id, kind }] },
  })
  res.json({ queued, not_found: [] })
}
