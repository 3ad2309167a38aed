import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ACCESS_MODULE } from "../../../modules/storefront-access"
import { dayOf } from "../../../modules/storefront-access/domain/fill-days"
import type { StorefrontAccessModuleService } from "../../../modules/storefront-access/service"

/** Three times what staff are shown. */
const KEPT_MS = 90 * 86_400_000

export const pruneKeyUsageStepId = "prune-key-usage-step"

/**
 * Takes away how often keys were used long ago. It cannot be undone, and need not be.
 *
 * @returns how many rows went.
 */
export const pruneKeyUsageStep = createStep(
  pruneKeyUsageStepId,
  async (_: undefined, { container }) => {
    const { calls } = container.resolve<StorefrontAccessModuleService>(
      STOREFRONT_ACCESS_MODULE
    )
    return new StepResponse(
      await calls.prune(dayOf(new Date(Date.now() - KEPT_MS)))
    )
  }
)
