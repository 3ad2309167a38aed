import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { StorefrontOrderStatusPushResponse } from "../../../../../../types/storefront-order-status"
import { pushOrdersAgainWorkflow } from "../../../../../../workflows/order-mirror/workflows/push-orders-again"
import { type Refusal, refuse } from "../../../../../refuse"
import { ledgerOf } from "../../../ledger-of-request"
import { NOT_CONFIGURED, orderMirrorOf } from "../../mirror-of-request"
import { presentOrderStatus } from "../../present-order-status"

/** Tells the legacy store of one order now. Twice at once is harmless. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontOrderStatusPushResponse | Refusal>
): Promise<void> => {
  const mirror = orderMirrorOf(req)
  if (!mirror.isConfigured) {
    refuse(res, NOT_CONFIGURED)
    return
  }
  const id = req.params.id ?? ""
  const [payment] = await ledgerOf(req).listStorefrontPayments(
    { order_id: id },
    { select: ["id"], take: 1 }
  )
  if (!payment) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `No order of the storefront has the id ${id}`
    )
  }
  await pushOrdersAgainWorkflow(req.scope).run({
    input: { orders: { kind: "chosen", orderIds: [id] } },
  })
  const { orders } = await mirror.list({
    orderId: id,
    order: "newest_first",
    offset: 0,
    limit: 1,
  })
  res.json({ order_status: orders.map(presentOrderStatus)[0] ?? null })
}
