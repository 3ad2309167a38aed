import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontOrderStatusPushHeldResponse } from "../../../../../types/storefront-order-status"
import { pushOrdersAgainWorkflow } from "../../../../../workflows/order-mirror/workflows/push-orders-again"
import { type Refusal, refuse } from "../../../../refuse"
import { NOT_CONFIGURED, orderMirrorOf } from "../mirror-of-request"
import type { PushHeldOrdersBody } from "../validators"

/** Tells the legacy store of all orders that are held. Twice at once is harmless. */
export const POST = async (
  req: AuthenticatedMedusaRequest<PushHeldOrdersBody>,
  res: MedusaResponse<StorefrontOrderStatusPushHeldResponse | Refusal>
): Promise<void> => {
  if (!orderMirrorOf(req).isConfigured) {
    refuse(res, NOT_CONFIGURED)
    return
  }
  const { result } = await pushOrdersAgainWorkflow(req.scope).run({
    input: {
      orders: { kind: "held", withIgnored: req.validatedBody.ignored },
    },
  })
  res.json({ queued: result })
}
