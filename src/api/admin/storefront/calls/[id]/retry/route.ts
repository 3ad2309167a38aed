import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { StorefrontCallRetryResponse } from "../../../../../../types/storefront-calls"
import { retryStorefrontCallWorkflow } from "../../../../../../workflows/storefront-orders/workflows/retry-storefront-call"
import { ledgerOf } from "../../../ledger-of-request"
import { LEDGER_ID } from "../../../validators"
import { presentCall } from "../../present-call"

/** Sends a call off again that waits or was given up. One that waits to be taken up is left as it is. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontCallRetryResponse>
): Promise<void> => {
  const id = LEDGER_ID.safeParse(req.params.id)
  const { result: retried } = id.success
    ? await retryStorefrontCallWorkflow(req.scope).run({
        input: { call_id: id.data },
      })
    : { result: false }
  const [call] = id.success
    ? await ledgerOf(req).listStorefrontCalls({ id: id.data }, { take: 1 })
    : []
  if (!call) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      "No call is known by this id; look for it at /admin/storefront/calls"
    )
  }
  res.json({ call: presentCall(call), retried })
}
