import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { SYSTEM } from "../../../modules/storefront-orders/types"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { PushedOrder } from "../../../modules/supabase-sync/order-types"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

export type ReportUnknownOrdersStepInput = { pushed: readonly PushedOrder[] }

export const reportUnknownOrdersStepId = "report-unknown-orders"

/**
 * Tells staff once of an order that the legacy store does not know. Who comes first takes the report:
 * one that dies before it is written leaves the order among those that are held, with its cause.
 * Not undone: it was so.
 */
export const reportUnknownOrdersStep = createStep(
  reportUnknownOrdersStepId,
  async ({ pushed }: ReportUnknownOrdersStepInput, { container }) => {
    const unknown = pushed.flatMap(({ orderId, outcome }) =>
      outcome === "unknown" ? [orderId] : []
    )
    if (unknown.length === 0) {
      return new StepResponse(0)
    }
    const orderIds = await container
      .resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
      .orders.takeUnknownReports(unknown)
    if (orderIds.length > 0) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `order mirror: the legacy store knows no row of ${orderIds.length} orders: ${orderIds.map((id) => `order_id=${id}`).join(" ")}`
        )
      await container
        .resolve<StorefrontOrdersModuleService>(STOREFRONT_ORDERS_MODULE)
        .recordActivity(
          orderIds.map((id) => ({
            kind: "legacy_order_unknown",
            actor: SYSTEM,
            message:
              "The legacy store has no row with this order's payment: it does not hear what becomes of the order",
            order_id: id,
          }))
        )
    }
    return new StepResponse(orderIds.length)
  }
)
