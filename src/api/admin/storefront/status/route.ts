import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { STOREFRONT_ORDERS_MODULE } from "../../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../../modules/storefront-orders/service"
import type { StorefrontStatusResponse } from "../../../../types/storefront-status"
import { deskOf } from "../events/event-of-request"
import { readStockFacts } from "../stock/stock-facts"
import { presentStatus } from "./present-status"

/** A payment that is known for so long must have its order. */
const ORDER_LATE_AFTER_MS = 10 * 60_000

/** How the inbox and the payments stand, and what needs a look. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontStatusResponse>
): Promise<void> => {
  const now = new Date()
  const ledger = req.scope.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const justCounted = { select: ["id" as const], take: 1 }
  const [inbox, calls, stock, [, paymentsWithoutOrder], [, openIssues]] =
    await Promise.all([
      deskOf(req).status(),
      ledger.calls.status(),
      readStockFacts(req.scope),
      ledger.listAndCountStorefrontPayments(
        {
          // A failed import that could not be taken back is held before there is an order.
          state: ["open", "held"],
          order_id: null,
          created_at: { $lt: new Date(now.getTime() - ORDER_LATE_AFTER_MS) },
        },
        justCounted
      ),
      ledger.listAndCountStorefrontIssues({ answered_at: null }, justCounted),
    ])
  res.json(
    presentStatus(
      { inbox, paymentsWithoutOrder, openIssues },
      { calls, stock },
      now
    )
  )
}
