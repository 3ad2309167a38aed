import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { STOREFRONT_ORDERS_MODULE } from "../../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../../modules/storefront-orders/service"
import type { StorefrontPaymentListResponse } from "../../../../types/storefront-payments"
import { presentPayment } from "./present-payment"
import type { ListPaymentsParams } from "./validators"

/** The payments made on the storefront, newest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListPaymentsParams>,
  res: MedusaResponse<StorefrontPaymentListResponse>
): Promise<void> => {
  const ledger = req.scope.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const { state, order_id, offset, limit } = req.validatedQuery
  const filters = { ...(state && { state }), ...(order_id && { order_id }) }
  const [payments, count] = await ledger.listAndCountStorefrontPayments(
    filters,
    {
      relations: ["issues"],
      order: { created_at: "DESC" },
      skip: offset,
      take: limit,
    }
  )
  res.json({ payments: payments.map(presentPayment), count, offset, limit })
}
