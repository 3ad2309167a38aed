import type { Pool } from "pg"

/** By which time a row is old; null there means that it is not finished. Runs that compare go by themselves. */
const PRUNED = {
  pushes: { table: "stock_push", old: "pushed_at" },
  item_attempts: { table: "stock_item_attempt", old: "finished_at" },
  order_attempts: {
    table: "legacy_order_attempt",
    old: "finished_at",
  },
  drift: { table: "stock_drift", old: "resolved_at" },
  edits: { table: "legacy_edit", old: "created_at" },
} as const

/** How many rows each kind lost. */
export type Pruned = Record<keyof typeof PRUNED, number>

/**
 * Deletes up to `batch` rows of each kind that are older than so many days. Two at once share them.
 * What is not resolved stays however old it is.
 */
export async function pruneStockHistory(
  pool: Pool,
  days: number,
  batch: number
): Promise<Pruned> {
  const pruned: Partial<Pruned> = {}
  for (const kind of Object.keys(PRUNED) as (keyof Pruned)[]) {
    const { table, old } = PRUNED[kind]
    const { rowCount } = await pool.query(
      `DELETE FROM ${table} WHERE id IN (
         SELECT id FROM ${table}
         WHERE ${old} < now() - $1::int * interval '1 day'
         LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [days, batch]
    )
    pruned[kind] = rowCount ?? 0
  }
  return pruned as Pruned
}
