import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { Actor } from "../../../modules/storefront-orders/types"

export type ForgetItemMappingStepInput = { mappingId: string; actor: Actor }

export const forgetItemMappingStepId = "forget-item-mapping"

/**
 * Forgets a choice that was remembered; false where it is not there. Not undone: no step comes after
 * it, and the choice can be made again.
 */
export const forgetItemMappingStep = createStep(
  forgetItemMappingStepId,
  async ({ mappingId, actor }: ForgetItemMappingStepInput, { container }) => {
    const { answers } = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    return new StepResponse(await answers.forget(mappingId, actor))
  }
)
