import type { Pool } from "pg"

const WHOLE = `
  SELECT count(*)::int AS whole FROM "order"
  WHERE id = ANY($1)
    AND 2 = (
      SELECT count(*) FROM order_item AS item
      JOIN reservation_item AS reserved ON reserved.line_item_id = item.item_id
        AND reserved.quantity = item.quantity AND reserved.deleted_at IS NULL
      WHERE item.order_id = "order".id)
    AND 1 = (
      SELECT count(*) FROM order_payment_collection AS link
      JOIN payment ON payment.payment_collection_id = link.payment_collection_id
      JOIN capture ON capture.payment_id = payment.id AND capture.amount = payment.amount
      WHERE link.order_id = "order".id)
    AND 1 = (
      SELECT count(*) FROM order_transaction AS paid
      WHERE paid.order_id = "order".id AND paid.reference = 'capture')`

/**
 * Makes sure that a side has done its work: so many orders, each with its two lines reserved and
 * its payment captured once.
 *
 * @throws Error where one is missing or not whole
 */
export async function requireWholeOrders(
  pool: Pool,
  orderIds: readonly string[],
  count: number
): Promise<void> {
  const { rows } = await pool.query<{ whole: number }>(WHOLE, [orderIds])
  if (orderIds.length !== count || rows[0]?.whole !== count) {
    throw new Error(
      `Of ${count} orders ${orderIds.length} were made, and ${rows[0]?.whole ?? 0} are whole`
    )
  }
}
