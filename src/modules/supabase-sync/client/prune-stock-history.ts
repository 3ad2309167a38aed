import type { Pool } from "pg"

/**
 * By which time a row is old; null there means that it is not finished. Rows whose ids are drawn in
 * that order are taken from the first id on, and need no index. Runs that compare go by themselves.
 */
const PRUNED = {
  pushes: { table: "stock_push", old: "pushed_at", idsInOrder: true },
  item_attempts: {
    table: "stock_item_attempt",
    old: "finished_at",
    idsInOrder: false,
  },
  order_attempts: {
    table: "legacy_order_attempt",
    old: "finished_at",
    idsInOrder: false,
  },
  drift: { table: "stock_drift", old: "resolved_at", idsInOrder: false },
  edits: { table: "legacy_edit", old: "created_at", idsInOrder: false },
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
    const { rowCount } = await pool.query(pruneSql(kind), [days, batch])
    pruned[kind] = rowCount ?? 0
  }
  return pruned as Pruned
}

function pruneSql(kind: keyof Pruned): string {
  const { table, old, idsInOrder } = PRUNED[kind]
  const isOld = `${old} < now() - $1::int * interval '1 day'`
  return `
    DELETE FROM ${table} WHERE ${isOld} AND id IN (
      SELECT id FROM ${table} ${idsInOrder ? "ORDER BY id" : `WHERE ${isOld}`}
      LIMIT $2 FOR UPDATE SKIP LOCKED)`
}
