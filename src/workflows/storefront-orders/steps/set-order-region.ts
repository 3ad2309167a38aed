import { Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { RegionChoice } from "../domain/answer-plan"

export const setOrderRegionStepId = "set-order-region"

/**
 * Sets the region of an order; a second time sets the same. Its amounts stay as Stripe took them.
 * Nothing to do where nothing is planned.
 *
 * Not undone when a later step fails: the answer stands and is carried out again.
 */
export const setOrderRegionStep = createStep(
  setOrderRegionStepId,
  async (choice: RegionChoice | null, { container }) => {
    if (choice) {
      const { orderId, regionId } = choice
      await container
        .resolve(Modules.ORDER)
        .updateOrders(orderId, { region_id: regionId })
    }
    return new StepResponse(choice?.regionId ?? null)
  }
)
