import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Whether an order can be seen. */
export async function isOrderThere(
  container: MedusaContainer,
  orderId: string
): Promise<boolean> {
  const [order] = await container
    .resolve(Modules.ORDER)
    .listOrders({ id: orderId }, { select: ["id"], take: 1 })
  return order !== undefined
}
