import type { Shop } from "./shop"

/** What lies on the shelves of a size, and what of it is promised. */
export type Stock = { stocked: number; reserved: number }

/** Medusa's own numbers of a size, over all locations. */
export async function stockOf(shop: Shop, sku: string): Promise<Stock> {
  const { rows } = await shop.db.query<Stock>(
    `SELECT sum(level.stocked_quantity)::int AS stocked,
            sum(level.reserved_quantity)::int AS reserved
     FROM product_variant AS variant
     JOIN product_variant_inventory_item AS part ON part.variant_id = variant.id
     JOIN inventory_level AS level ON level.inventory_item_id = part.inventory_item_id
     WHERE variant.sku = $1 AND level.deleted_at IS NULL`,
    [sku]
  )
  return rows[0] ?? { stocked: Number.NaN, reserved: Number.NaN }
}

/** The variant of a SKU. */
export async function variantIdOf(shop: Shop, sku: string): Promise<string> {
  const { rows } = await shop.db.query<{ id: string }>(
    "SELECT id FROM product_variant WHERE sku = $1 AND deleted_at IS NULL",
    [sku]
  )
  return rows[0]?.id ?? ""
}

/** How often Stripe was asked for a refund since its requests were last cleared. */
export function refundsAsked(shop: Shop): number {
  return shop.stripe
    .requests()
    .filter(({ method, path }) => method === "POST" && path === "/v1/refunds")
    .length
}
