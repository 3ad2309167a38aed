import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import { reasonToHold } from "../../../modules/storefront-orders/domain/hold-order"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"

/**
 * Why nothing of an order may be sent, for people; null where nothing is in the way, the shop does
 * not want it, or the order is none of the storefront's.
 */
export async function findReasonToHold(
  container: MedusaContainer,
  orderId: string
): Promise<string | null> {
  const ledger = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  return ledger.policy.holdDisputed
    ? reasonToHold(await ledger.disputes.ofOrder(orderId))
    : null
}

/** As {@link findReasonToHold}, for the order of a fulfilment. */
export async function findReasonToHoldFulfillment(
  container: MedusaContainer,
  fulfillmentId: string
): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_fulfillment",
    fields: ["order_id"],
    filters: { fulfillment_id: fulfillmentId },
  })
  const [link] = data as unknown as { order_id: string }[]
  return link ? findReasonToHold(container, link.order_id) : null
}
