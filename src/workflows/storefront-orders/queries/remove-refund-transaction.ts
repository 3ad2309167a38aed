import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { IOrderModuleService } from "@medusajs/framework/types"

const AS_OF_NOW = `
  UPDATE order_transaction SET version = "order".version
  FROM "order" WHERE "order".id = order_transaction.order_id AND order_transaction.id = ?`

/**
 * Removes a refund's transaction from its order. Medusa corrects the sums of the order's version at
 * which the transaction was made, which staff no longer see once the order was changed; so the
 * transaction is brought to the present version first.
 */
export async function removeRefundTransaction(
  knex: Knex,
  orders: IOrderModuleService,
  id: string
): Promise<void> {
  await knex.raw(AS_OF_NOW, [id])
  await orders.deleteOrderTransactions([id])
}
