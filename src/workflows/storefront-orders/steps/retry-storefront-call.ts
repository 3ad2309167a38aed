import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"

export type RetryStorefrontCallStepInput = { call_id: string }

export const retryStorefrontCallStepId = "retry-storefront-call-step"

/**
 * Sends a call off again. Nothing to undo: working it off once more finds everything done.
 *
 * @returns whether there was something to send off.
 */
export const retryStorefrontCallStep = createStep(
  retryStorefrontCallStepId,
  async ({ call_id }: RetryStorefrontCallStepInput, { container }) => {
    const { calls } = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    return new StepResponse(await calls.retry(call_id))
  }
)
