import type {
  IOrderModuleService,
  MedusaContainer,
  OrderDTO,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { PlannedOrder } from "../domain/plan-order"
import { type ImportRun, takeBack } from "../inverses/take-back"

export type CreateStorefrontOrderStepInput = {
  order: PlannedOrder
  run: ImportRun
}

export type CreatedStorefrontOrder = { id: string; displayId: number }

export const createStorefrontOrderStepId = "create-storefront-order"

/**
 * Writes the order with its lines, addresses, shipping and transaction, in one commit. It comes
 * after the reservations and the payment: an order that staff can see is whole.
 *
 * Undone by deleting the order that this run has written: its questions could not be noted, and
 * without them an order that is in doubt would pass for one that is not. One that an earlier run has
 * written stays, and the next run notes its questions.
 *
 * Through the order module and not `createOrderWorkflow`, which refuses an order that is short of
 * stock, asks for prices of its own and calculates the tax anew.
 */
export const createStorefrontOrderStep = createStep(
  createStorefrontOrderStepId,
  async (
    { order, run }: CreateStorefrontOrderStepInput,
    { container }: { container: MedusaContainer }
  ) => {
    const orders = container.resolve(Modules.ORDER)
    const existing = await findOrder(orders, order.id)
    if (existing) {
      return new StepResponse<CreatedStorefrontOrder, ImportRun | null>(
        existing,
        null
      )
    }
    try {
      const created = toCreated(await orders.createOrders(order))
      return new StepResponse<CreatedStorefrontOrder, ImportRun | null>(
        created,
        run
      )
    } catch (error) {
      // Whoever else was at it came first: the primary key let only one through.
      const other = await findOrder(orders, order.id)
      if (!other) {
        throw error
      }
      return new StepResponse<CreatedStorefrontOrder, ImportRun | null>(
        other,
        null
      )
    }
  },
  async (run, { container }) => {
    if (run) {
      await takeBack(container, "order", run, () =>
        container.resolve(Modules.ORDER).deleteOrders([run.orderId])
      )
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
