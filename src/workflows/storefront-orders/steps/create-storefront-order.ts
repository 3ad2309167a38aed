import type { IOrderModuleService, OrderDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { PlannedOrder } from "../domain/plan-order"

export type CreatedStorefrontOrder = { id: string; displayId: number }

export const createStorefrontOrderStepId = "create-storefront-order"

/**
 * Writes the order with its lines, addresses, shipping and transaction, in one commit. It comes
 * after the reservations and the payment: an order that staff can see is whole.
 *
 * Not undone when the ledger cannot be marked afterwards: the order is whole and paid, and the next
 * run finds it by its id.
 *
 * Through the order module and not `createOrderWorkflow`, which refuses an order that is short of
 * stock, asks for prices of its own and calculates the tax anew.
 */
export const createStorefrontOrderStep = createStep(
  createStorefrontOrderStepId,
  async (order: PlannedOrder, { container }) => {
    const orders = container.resolve(Modules.ORDER)
    const existing = await findOrder(orders, order.id)
    if (existing) {
      return new StepResponse(existing)
    }
    try {
      const created = toCreated(await orders.createOrders(order))
      return new StepResponse(created)
    } catch (error) {
      // Whoever else was at it came first: the primary key let only one through.
      const other = await findOrder(orders, order.id)
      if (!other) {
        throw error
      }
      return new StepResponse(other)
    }
  }
)

async function findOrder(
  orders: IOrderModuleService,
  id: string
): Promise<CreatedStorefrontOrder | null> {
  const [order] = await orders.listOrders(
    { id },
    { select: ["id", "display_id"], take: 1 }
  )
  return order ? toCreated(order) : null
}

function toCreated(order: OrderDTO): CreatedStorefrontOrder {
  return { id: order.id, displayId: order.display_id }
}
