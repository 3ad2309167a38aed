import type { IOrderModuleService, OrderDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { PaymentLease } from "../../../modules/storefront-orders/types"
import { isStillHeld } from "../queries/is-still-held"
import type { PlannedOrder } from "../domain/plan-order"

export type CreateStorefrontOrderStepInput = {
  lease: PaymentLease
  order: PlannedOrder
}

export type CreatedStorefrontOrder = { id: string; displayId: number }

export const createStorefrontOrderStepId = "create-storefront-order"

/**
 * Writes the order with its lines, addresses, shipping and transaction, in one commit. It comes
 * after the reservations and the payment: an order that staff can see is whole.
 *
 * Through the order module and not `createOrderWorkflow`, which refuses an order that is short of
 * stock, asks for prices of its own and calculates the tax anew.
 */
export const createStorefrontOrderStep = createStep(
  createStorefrontOrderStepId,
  async ({ lease, order }: CreateStorefrontOrderStepInput, { container }) => {
    const orders = container.resolve(Modules.ORDER)
    const existing = await findOrder(orders, order.id)
    if (existing) {
      return new StepResponse(existing, null)
    }
    try {
      const created = toCreated(await orders.createOrders(order))
      return new StepResponse(created, { lease, orderId: created.id })
    } catch (error) {
      // Whoever else was at it came first: the primary key let only one through.
      const other = await findOrder(orders, order.id)
      if (!other) {
        throw error
      }
      return new StepResponse(other, null)
    }
  },
  async (undo, { container }) => {
    // Where another worker has taken over, it has found this order and counts on it.
    if (undo && (await isStillHeld(container, undo.lease))) {
      await container.resolve(Modules.ORDER).deleteOrders([undo.orderId])
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
