import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const STOREFRONT_ORDERS = `
  SELECT DISTINCT ledger.order_id
  FROM (
    SELECT id FROM unnest(:orders::text[]) AS id
    UNION
    SELECT order_id FROM order_fulfillment
    WHERE fulfillment_id = ANY(:fulfillments) AND deleted_at IS NULL
  ) AS concerned
  JOIN storefront_payment AS ledger ON ledger.order_id = concerned.id AND ledger.deleted_at IS NULL`

/**
 * Of the orders, and of those that the fulfilments belong to, the ones that came from the
 * storefront. One whose import is not done yet is not among them: its end is a change of its own.
 */
export async function findStorefrontOrders(
  knex: Knex,
  ids: {
    orderIds: readonly string[]
    fulfillmentIds: readonly string[]
  }
): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { order_id: string }[] }>(
    STOREFRONT_ORDERS,
    { orders: [...ids.orderIds], fulfillments: [...ids.fulfillmentIds] }
  )
  return rows.map(({ order_id }) => order_id)
}
