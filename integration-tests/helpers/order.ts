import type { AdminOrder } from "@medusajs/framework/types"
import type { Shop } from "./shop"

const FIELDS = [
  "id",
  "display_id",
  "email",
  "currency_code",
  "payment_status",
  "fulfillment_status",
  "total",
  "subtotal",
  "tax_total",
  "shipping_total",
  "discount_total",
  "discount_subtotal",
  "item_tax_total",
  "shipping_tax_total",
  "summary.*",
  "metadata",
  "region_id",
  "sales_channel_id",
  "region.name",
  "items.*",
  "items.adjustments.*",
  "items.tax_lines.*",
  "shipping_methods.*",
  "shipping_methods.tax_lines.*",
  "shipping_address.*",
  "billing_address.*",
  "customer.*",
  "payment_collections.*",
  "payment_collections.payments.*",
  "payment_collections.payments.refunds.*",
].join(",")

/** An order as the admin's own page reads it. */
export async function readOrder(shop: Shop, id: string): Promise<AdminOrder> {
  const { order } = await shop.admin<{ order: AdminOrder }>(
    `/admin/orders/${id}?fields=${FIELDS}`
  )
  return order
}

/** How many orders there are. */
export async function countOrders(shop: Shop): Promise<number> {
  const { rows } = await shop.db.query<{ count: string }>(
    'SELECT count(*) FROM "order" WHERE deleted_at IS NULL'
  )
  return Number(rows[0]?.count)
}

/** The reservations of an order's lines. */
export async function readReservations(
  shop: Shop,
  order: AdminOrder
): Promise<{ line_item_id: string; quantity: number }[]> {
  const { rows } = await shop.db.query<{
    line_item_id: string
    quantity: string
  }>(
    `SELECT line_item_id, quantity FROM reservation_item
     WHERE line_item_id = ANY($1) AND deleted_at IS NULL`,
    [order.items.map((item) => item.id)]
  )
  return rows.map((row) => ({ ...row, quantity: Number(row.quantity) }))
}
