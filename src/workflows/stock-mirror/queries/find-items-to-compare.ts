import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type {
  ReconcileKind,
  StockItemKind,
} from "../../../modules/supabase-sync/types"

/** Items that a run looks at by their ids. */
export type KnownItems = {
  kind: ReconcileKind
  /** Of a run over chosen items. */
  itemIds: readonly string[]
  /** What was changed or pushed since then, of a quick run. */
  since: Date
  /** Whether the legacy store has rows with the sums of products. */
  tellsProducts: boolean
}

const OPEN_DRIFT = `
  SELECT item_id AS id, kind FROM stock_drift
  WHERE resolved_at IS NULL AND deleted_at IS NULL`

const CHOSEN = `
  SELECT id, 'variant' AS kind FROM product_variant WHERE id = ANY(:itemIds)
  UNION SELECT id, 'product' FROM product WHERE id = ANY(:itemIds)
  UNION SELECT item_id, kind FROM stock_drift
    WHERE item_id = ANY(:itemIds) AND resolved_at IS NULL AND deleted_at IS NULL`

/*
 * Medusa stamps what it changes, also where no trigger and no event tells of it. Links that are gone
 * count too: taking one away is a change. What is not linked is left to the full run.
 */
const LATELY = `
  WITH changed AS (
    SELECT part.variant_id AS id FROM inventory_level AS level
    JOIN product_variant_inventory_item AS part ON part.inventory_item_id = level.inventory_item_id
    WHERE level.updated_at >= :since OR level.deleted_at >= :since
    UNION SELECT variant_id FROM product_variant_inventory_item
      WHERE updated_at >= :since OR deleted_at >= :since
    UNION SELECT id FROM product_variant WHERE updated_at >= :since OR deleted_at >= :since
    UNION SELECT variant.id FROM stock_rule AS rule
      JOIN product_variant AS variant ON rule.id IN (variant.id, variant.product_id)
      WHERE rule.updated_at >= :since
  )
  ${OPEN_DRIFT} AND cause <> 'not_linked'
  UNION SELECT id, kind FROM stock_item
    WHERE deleted_at IS NULL AND (
      updated_at >= :since OR pushed_at >= :since OR failing_since IS NOT NULL
      OR (state = 'dead' AND outcome_code IS DISTINCT FROM 'legacy_row_not_found'))
  UNION SELECT id, 'variant' FROM changed
  UNION SELECT variant.product_id, 'product' FROM changed
    JOIN product_variant AS variant ON variant.id = changed.id
    WHERE variant.product_id IS NOT NULL`

/** A full run goes over everything; of these it only closes what is equal again. */
const QUERIES: Record<ReconcileKind, string> = {
  quick: LATELY,
  chosen: CHOSEN,
  full: OPEN_DRIFT,
}

const WANTED = "(kind = 'variant' OR :tellsProducts)"

/** The next of the items after an id, in the order that Medusa's database sorts them in. */
export async function pageOfKnownItems(
  knex: Knex,
  known: KnownItems,
  after: string | null,
  limit: number
): Promise<{ id: string; kind: StockItemKind }[]> {
  const { rows } = await knex.raw<{
    rows: { id: string; kind: StockItemKind }[]
  }>(
    `SELECT id, kind FROM (${QUERIES[known.kind]}) AS item
     WHERE id > :after AND ${WANTED} ORDER BY id LIMIT :limit`,
    { ...parametersOf(known), after: after ?? "", limit }
  )
  return rows
}

/** How many they are. */
export async function countKnownItems(
  knex: Knex,
  known: KnownItems
): Promise<number> {
  const { rows } = await knex.raw<{ rows: { count: number }[] }>(
    `SELECT count(*)::float8 AS count FROM (${QUERIES[known.kind]}) AS item WHERE ${WANTED}`,
    parametersOf(known)
  )
  return rows[0]?.count ?? 0
}

function parametersOf({ kind, itemIds, since, tellsProducts }: KnownItems) {
  return {
    tellsProducts,
    ...(kind === "chosen" && { itemIds: [...itemIds] }),
    ...(kind === "quick" && { since }),
  }
}
