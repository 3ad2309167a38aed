import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type {
  ImportedOrder,
  PaymentLease,
} from "../../../modules/storefront-orders/types"

export type MarkPaymentImportedStepInput = ImportedOrder & {
  lease: PaymentLease
}

export const markPaymentImportedStepId = "mark-payment-imported"

/** Notes the order and the questions left on the ledger row. The last step: nothing comes after it that could fail. */
export const markPaymentImportedStep = createStep(
  markPaymentImportedStepId,
  async ({ lease, ...order }: MarkPaymentImportedStepInput, { container }) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    await ledger.markImported(lease, order)
    return new StepResponse(order.orderId)
  }
)
