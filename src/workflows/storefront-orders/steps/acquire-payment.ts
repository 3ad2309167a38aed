import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { PaymentReference } from "../../../modules/storefront-orders/types"

export const acquirePaymentStepId = "acquire-payment"

/**
 * Enters a payment in the ledger and takes it into this worker's hands. The row stays when the
 * import fails: that a payment was made is true either way. What is given back is the lease.
 */
export const acquirePaymentStep = createStep(
  acquirePaymentStepId,
  async (reference: PaymentReference, { container }) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const acquired = await ledger.acquirePayment(reference)
    return new StepResponse(
      acquired,
      acquired.kind === "acquired" ? acquired.lease : null
    )
  },
  async (lease, { container }) => {
    if (lease) {
      const ledger = container.resolve<StorefrontOrdersModuleService>(
        STOREFRONT_ORDERS_MODULE
      )
      await ledger.releasePayment(lease)
    }
  }
)
