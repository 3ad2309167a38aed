import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"

export type FindImportedOrderStepInput = {
  /** A PaymentIntent's id. */
  payment: string
}

export const findImportedOrderStepId = "find-imported-order"

/** @returns the order's id, or null where the payment is no order yet. */
export const findImportedOrderStep = createStep(
  findImportedOrderStepId,
  async ({ payment }: FindImportedOrderStepInput, { container }) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const [row] = await ledger.listStorefrontPayments(
      { payment },
      { select: ["id", "order_id"], take: 1 }
    )
    return new StepResponse<string | null>(row?.order_id ?? null)
  }
)
