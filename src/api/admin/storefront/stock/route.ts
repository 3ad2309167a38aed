import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontStockStatusResponse } from "../../../../types/storefront-stock"
import { presentStockStatus } from "./present-stock-status"
import { readStockFacts } from "./stock-facts"

/** How the mirror of the stock stands, and what needs a look. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontStockStatusResponse>
): Promise<void> => {
  res.json(presentStockStatus(await readStockFacts(req.scope), new Date()))
}
