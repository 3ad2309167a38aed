import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { InventoryEditsResponse } from "../../../types/storefront-stock-edits"
import { takeLegacyEditsWorkflow } from "../../../workflows/stock-mirror/workflows/take-legacy-edits"
import { presentTaken } from "./present-taken"
import { reportOfItem } from "./report-of-item"
import type { InventoryBody } from "./validators"

/** The middleware does it: Medusa's own does not take a secret key as `Bearer`. */
export const AUTHENTICATE = false

/** Takes stock numbers that somebody changed in the legacy store; each item has its own answer. */
export const POST = async (
  req: AuthenticatedMedusaRequest<InventoryBody>,
  res: MedusaResponse<InventoryEditsResponse>
): Promise<void> => {
  const { result } = await takeLegacyEditsWorkflow(req.scope).run({
    input: {
      source: "trigger",
      edits: [req.validatedBody].flat().map(reportOfItem),
    },
  })
  res.json({ results: result.map(presentTaken) })
}
