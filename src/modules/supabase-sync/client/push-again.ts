import type { Pool } from "pg"
import type { StockItemKind } from "../types"

/** Some items, all that are held, or everything that can be sold. */
export type PushSelection =
  | { items: readonly { id: string; kind: StockItemKind }[] }
  | { held: true }
  | { all: true }

/*
 * At once, and with its full time again: who asks has mended what was wrong. What is being pushed is
 * pushed again afterwards.
 */
const ASK = `
  ON CONFLICT (id) DO UPDATE
  SET generation = item.generation + 1,
      causes = ARRAY(SELECT unnest(item.causes) UNION SELECT 'staff'),
      state = CASE WHEN item.state = 'running' THEN item.state ELSE 'pending' END,
      run_at = CASE WHEN item.state = 'running' THEN item.run_at ELSE clock_timestamp() END,
      attempt = CASE WHEN item.state = 'running' THEN item.attempt ELSE 0 END,
      failing_since = CASE WHEN item.state = 'running' THEN item.failing_since END,
      updated_at = clock_timestamp()`

const INSERT = `
  INSERT INTO stock_item AS item (id, kind, causes, state, run_at, created_at, updated_at)`

const NOW =
  "'{staff}', 'pending', clock_timestamp(), clock_timestamp(), clock_timestamp()"

const PUSH_ITEMS = `
  ${INSERT}
  SELECT id, kind, ${NOW} FROM unnest($1::text[], $2::text[]) AS input(id, kind) ORDER BY id
  ${ASK}`

const PUSH_HELD = `
  ${INSERT}
  SELECT id, kind, ${NOW} FROM stock_item
  WHERE state = 'dead' AND deleted_at IS NULL ORDER BY id
  ${ASK}`

const COUNT_ALL =
  "SELECT count(*)::int AS count FROM product_variant WHERE deleted_at IS NULL"

/** Asks for pushes on behalf of a person. @returns how many items were asked for; of all, the variants */
export async function pushAgain(
  pool: Pool,
  selection: PushSelection
): Promise<number> {
  if ("items" in selection) {
    const { items } = selection
    const { rowCount } = await pool.query(PUSH_ITEMS, [
      items.map(({ id }) => id),
      items.map(({ kind }) => kind),
    ])
    return rowCount ?? 0
  }
  if ("held" in selection) {
    const { rowCount } = await pool.query(PUSH_HELD)
    return rowCount ?? 0
  }
  // Everything is more than one statement should queue: folded page by page, like any such change.
  await pool.query(
    `INSERT INTO stock_change (source) VALUES ('staff');
     SELECT pg_notify('stock_change', '')`
  )
  await pool.query(PUSH_HELD)
  const { rows } = await pool.query<{ count: number }>(COUNT_ALL)
  return rows[0]?.count ?? 0
}
