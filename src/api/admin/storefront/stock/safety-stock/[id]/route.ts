import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontStockRuleDeleteResponse } from "../../../../../../types/storefront-stock-rules"
import { removeStockRuleWorkflow } from "../../../../../../workflows/stock-mirror/workflows/remove-stock-rule"
import { type Refusal, refuse } from "../../../../../refuse"
import { LEDGER_ID } from "../../../validators"

/** Takes a rule away: the wider one counts, and what that changes is pushed. */
export const DELETE = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontStockRuleDeleteResponse | Refusal>
): Promise<void> => {
  const id = LEDGER_ID.safeParse(req.params.id)
  const { result: removed } = id.success
    ? await removeStockRuleWorkflow(req.scope).run({ input: id.data })
    : { result: false }
  if (!id.success || !removed) {
    refuse(res, {
      type: "not_found",
      code: "not_found",
      message: "There is no such rule; it may have been taken away before",
    })
    return
  }
  res.json({ id: id.data, object: "storefront_stock_rule", deleted: true })
}
