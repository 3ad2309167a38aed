import type { Client } from "pg"

/** A column of a table that a person can see, and what the role may do with it. */
export type ColumnRights = { table: string; column: string }

/** Every column of every table, view and sequence outside PostgreSQL's own schemas. */
export async function allColumns(admin: Client): Promise<ColumnRights[]> {
  const { rows } = await admin.query<ColumnRights>(
    `SELECT format('%I.%I', namespace.nspname, class.relname) AS table,
            quote_ident(attribute.attname) AS column
     FROM pg_class AS class
     JOIN pg_namespace AS namespace ON namespace.oid = class.relnamespace
     JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
       AND attribute.attnum > 0 AND NOT attribute.attisdropped
     WHERE namespace.nspname NOT IN ('pg_catalog', 'information_schema')
       AND namespace.nspname NOT LIKE 'pg\\_%'
       AND class.relkind IN ('r', 'p', 'v', 'm')
     ORDER BY 1, attribute.attnum`
  )
  return rows
}

/** What the file for the role says it may read and write: nothing else. */
export const MAY_READ: Record<string, readonly string[]> = {
  "public.products": [
    "id",
    "name",
    "color",
    "stripe_price_id",
    "total_inventory",
    "in_stock",
    "medusa_product_id",
    "medusa_variant_id",
    "medusa_stock_version",
    "medusa_synced_at",
  ],
  "public.product_variants": [
    "id",
    "product_id",
    "sku",
    "size",
    "color",
    "stripe_price_id",
    "inventory_quantity",
    "medusa_variant_id",
    "medusa_stock_version",
    "medusa_synced_at",
  ],
  "public.orders": [
    "id",
    "stripe_payment_intent",
    "stripe_session_id",
    "medusa_order_id",
    "medusa_status",
    "tracking_numbers",
    "tracking_urls",
    "medusa_order_version",
    "medusa_synced_at",
  ],
}

export const MAY_WRITE: Record<string, readonly string[]> = {
  "public.products": [
    "total_inventory",
    "in_stock",
    "medusa_product_id",
    "medusa_variant_id",
    "medusa_stock_version",
    "medusa_synced_at",
  ],
  "public.product_variants": [
    "inventory_quantity",
    "medusa_variant_id",
    "medusa_stock_version",
    "medusa_synced_at",
  ],
  "public.orders": [
    "medusa_order_id",
    "medusa_status",
    "tracking_numbers",
    "tracking_urls",
    "medusa_order_version",
    "medusa_synced_at",
  ],
}

/** What was tried, and the code it was refused with; null where it went through. */
export type Tried = { sql: string; code: string | null }

/** Tries a statement in a transaction that is taken back whatever comes of it. */
export async function tryOut(client: Client, sql: string): Promise<Tried> {
  await client.query("BEGIN")
  try {
    await client.query(sql)
    return { sql, code: null }
  } catch (error) {
    return { sql, code: (error as { code?: string }).code ?? "none" }
  } finally {
    await client.query("ROLLBACK")
  }
}
