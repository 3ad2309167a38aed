import type { MedusaContainer } from "@medusajs/framework/types"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { PaymentLease } from "../../../modules/storefront-orders/types"

/**
 * Whether a failed import may still undo what it made. Ids follow from the payment, so the worker
 * that takes a payment over works with what the first one made; undoing that would lose an order.
 */
export function isStillHeld(
  container: MedusaContainer,
  lease: PaymentLease
): Promise<boolean> {
  return container
    .resolve<StorefrontOrdersModuleService>(STOREFRONT_ORDERS_MODULE)
    .holdPayment(lease)
}
