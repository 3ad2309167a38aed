import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { StockItemKind } from "../../../modules/supabase-sync/types"

const TABLES: Record<StockItemKind, string> = {
  variant: "product_variant",
  product: "product",
}

/** Ids of what Medusa has now, in the order that its own database sorts them in. */
export async function pageOfMedusaIds(
  knex: Knex,
  kind: StockItemKind,
  after: string | null,
  limit: number
): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `SELECT id FROM ${TABLES[kind]} WHERE deleted_at IS NULL AND id > :after ORDER BY id LIMIT :limit`,
    { after: after ?? "", limit }
  )
  return rows.map(({ id }) => id)
}

/** How many of a kind Medusa has now. */
export async function countMedusaIds(
  knex: Knex,
  kind: StockItemKind
): Promise<number> {
  const { rows } = await knex.raw<{ rows: { count: number }[] }>(
    `SELECT count(*)::float8 AS count FROM ${TABLES[kind]} WHERE deleted_at IS NULL`
  )
  return rows[0]?.count ?? 0
}
