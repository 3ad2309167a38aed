import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontCallJobListResponse } from "../../../../types/storefront-calls"
import { ledgerOf } from "../ledger-of-request"
import { presentCall } from "./present-call"
import type { ListCallsParams } from "./validators"

/** The payments that the storefront told us of lately, newest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListCallsParams>,
  res: MedusaResponse<StorefrontCallJobListResponse>
): Promise<void> => {
  const { state, payment, offset, limit } = req.validatedQuery
  const [calls, count] = await ledgerOf(req).listAndCountStorefrontCalls(
    { ...(state && { state }), ...(payment && { payment }) },
    { order: { created_at: "DESC", id: "DESC" }, skip: offset, take: limit }
  )
  res.json({ calls: calls.map(presentCall), count, offset, limit })
}
