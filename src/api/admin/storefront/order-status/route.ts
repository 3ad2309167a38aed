import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontOrderStatusListResponse } from "../../../../types/storefront-order-status"
import { orderMirrorOf } from "./mirror-of-request"
import { presentOrderStatus } from "./present-order-status"
import type { ListOrderStatusParams } from "./validators"

/** The storefront's orders, and what the legacy store was told of each, newest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListOrderStatusParams>,
  res: MedusaResponse<StorefrontOrderStatusListResponse>
): Promise<void> => {
  const { state, held, order_id, order, offset, limit } = req.validatedQuery
  const { orders, count } = await orderMirrorOf(req).list({
    states: state,
    held: held === undefined ? undefined : held === "true",
    orderId: order_id,
    order: order === "created_at" ? "oldest_first" : "newest_first",
    offset,
    limit,
  })
  res.json({
    order_status: orders.map(presentOrderStatus),
    count,
    offset,
    limit,
  })
}
