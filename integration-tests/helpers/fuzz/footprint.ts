import type { Shop } from "../shop"

/** Tables where a forged request could leave something. */
const TABLES = [
  "order",
  "payment",
  "refund",
  "customer",
  "reservation_item",
  "api_key",
  "user",
  "invite",
  "stripe_event",
  "storefront_payment",
  "storefront_issue",
  "storefront_activity",
  "storefront_item_mapping",
  "legacy_edit",
  "stock_rule",
  "stock_reconcile",
] as const

/** How many rows there are where something could come of a request, and what the stock is. */
export async function footprint(shop: Shop): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  const { rows: tables } = await shop.db.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY($1) ORDER BY 1",
    [TABLES]
  )
  for (const { name } of tables) {
    const { rows } = await shop.db.query<{ count: string }>(
      `SELECT count(*)::text AS count FROM "${name}"`
    )
    found[name] = rows[0]?.count ?? ""
  }
  return { ...found, ...(await stock(shop)) }
}

async function stock(shop: Shop): Promise<Record<string, string>> {
  const { rows } = await shop.db.query<{ stock: string }>(
    `SELECT md5(string_agg(id || ':' || stocked_quantity || ':' || reserved_quantity, ',' ORDER BY id)) AS stock
     FROM inventory_level WHERE deleted_at IS NULL`
  )
  return { stock: rows[0]?.stock ?? "" }
}
