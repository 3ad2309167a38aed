import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { passingError } from "../../../lib/errors"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { PaymentLease } from "../../../modules/storefront-orders/types"

export const holdPaymentStepId = "hold-payment"

/**
 * Checks before a write that the payment is still in this worker's hands, and holds it for longer.
 * A worker that stood still for a minute must not write into what another has taken over.
 */
export const holdPaymentStep = createStep(
  holdPaymentStepId,
  async (lease: PaymentLease, { container }) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    if (!(await ledger.holdPayment(lease))) {
      throw passingError(
        "lease_lost",
        "Another worker has taken this payment over"
      )
    }
    return new StepResponse(lease)
  }
)
