import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"

/** Longer than whoever calls tries again, and long enough to look into what went wrong. */
const KEPT_DAYS = 7
/** Small enough that no statement holds its rows for long. */
const BATCH = 1_000

export const pruneStorefrontCallsStepId = "prune-storefront-calls-step"

/**
 * Deletes what was called in and became an order days ago, batch by batch, and keys whose time is
 * over. It cannot be undone, and may be cut off anywhere: the next night goes on.
 */
export const pruneStorefrontCallsStep = createStep(
  pruneStorefrontCallsStepId,
  async (_: undefined, { container }) => {
    const { calls } = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    let rows = 0
    let pruned: number
    do {
      pruned = await calls.prune(KEPT_DAYS, BATCH)
      rows += pruned
    } while (pruned >= BATCH)
    return new StepResponse({ rows })
  }
)
