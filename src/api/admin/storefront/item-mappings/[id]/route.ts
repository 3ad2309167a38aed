import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontItemMappingDeleteResponse } from "../../../../../types/storefront-issues"
import { forgetItemMappingWorkflow } from "../../../../../workflows/storefront-orders/workflows/forget-item-mapping"
import { type Refusal, refuse } from "../../../../refuse"
import { actorOf } from "../../ledger-of-request"
import { LEDGER_ID } from "../../validators"

/** Forgets a choice: the next sale of the item is asked about again. Orders keep what they have. */
export const DELETE = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontItemMappingDeleteResponse | Refusal>
): Promise<void> => {
  const id = LEDGER_ID.safeParse(req.params.id)
  const { result: forgotten } = id.success
    ? await forgetItemMappingWorkflow(req.scope).run({
        input: { mappingId: id.data, actor: actorOf(req) },
      })
    : { result: false }
  if (!id.success || !forgotten) {
    refuse(res, {
      type: "not_found",
      code: "not_found",
      message:
        "No such choice is remembered; it may have been forgotten before",
    })
    return
  }
  res.json({ id: id.data, object: "storefront_item_mapping", deleted: true })
}
