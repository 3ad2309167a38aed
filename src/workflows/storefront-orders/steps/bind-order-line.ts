import { Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { LineUpdate } from "../domain/plan-line-choice"

export const bindOrderLineStepId = "bind-order-line"

/**
 * Writes the chosen variant on an order line; a second time writes the same. Nothing to do where
 * nothing is planned.
 *
 * Not undone when a later step fails: the answer stands and is carried out again, and the line is
 * what staff said it is.
 */
export const bindOrderLineStep = createStep(
  bindOrderLineStepId,
  async (line: LineUpdate | null, { container }) => {
    if (line) {
      const orders = container.resolve(Modules.ORDER)
      const { metadata } = line.update
      await orders.updateOrderLineItems(line.lineId, line.update)
      await orders.updateOrderItem(line.orderItemId, { metadata })
    }
    return new StepResponse(line?.lineId ?? null)
  }
)
