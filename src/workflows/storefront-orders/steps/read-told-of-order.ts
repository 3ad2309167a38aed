import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { ToldByCaller } from "../../../modules/storefront-orders/domain/storefront-call"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"

export type ReadToldOfOrderStepInput = {
  /** As the ledger has it. */
  payment: string
}

export const readToldOfOrderStepId = "read-told-of-order"

/** What the storefront's call says of the order, where there was one: whoever makes the order uses it. */
export const readToldOfOrderStep = createStep(
  readToldOfOrderStepId,
  async ({ payment }: ReadToldOfOrderStepInput, { container }) => {
    const { calls } = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    return new StepResponse<ToldByCaller | null>(await calls.told(payment))
  }
)
