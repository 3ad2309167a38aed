import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { DriftRow } from "../../../modules/supabase-sync/reconcile-types"
import type {
  DriftCause,
  StockItemKind,
} from "../../../modules/supabase-sync/types"

export type DriftFilter = {
  causes?: readonly DriftCause[] | undefined
  kind?: StockItemKind | undefined
  /** Of one run. */
  reconcileId?: string | undefined
  state: "open" | "resolved" | "all"
  /** A piece of the SKU, the title or the id. */
  q?: string | undefined
}

/** A drift row with what staff know the item by. */
export type ListedDrift = DriftRow & {
  title: string | null
  product_title: string | null
  sku: string | null
  /** Why its push was given up or fails; null where it is not. */
  held: string | null
}

export type Page = { offset: number; limit: number }

const FROM = `
  FROM stock_drift AS drift
  LEFT JOIN product_variant AS variant ON drift.kind = 'variant' AND variant.id = drift.item_id
  LEFT JOIN product AS style ON style.id = CASE WHEN drift.kind = 'product' THEN drift.item_id ELSE variant.product_id END`

const COLUMNS = `drift.id, drift.item_id, drift.kind, drift.medusa_quantity, drift.legacy_quantity,
  drift.legacy_version, drift.cause, drift.reconcile_id, drift.found_at, drift.seen_at,
  drift.resolved_at, drift.resolution, variant.title, style.title AS product_title, variant.sku,
  (SELECT item.outcome_message FROM stock_item AS item
   WHERE item.id = drift.item_id AND (item.state = 'dead' OR item.failing_since IS NOT NULL)) AS held`

/** What differs, newest first. */
export async function listDrift(
  knex: Knex,
  filter: DriftFilter,
  { offset, limit }: Page
): Promise<ListedDrift[]> {
  const { where, parameters } = conditionsOf(filter)
  const { rows } = await knex.raw<{ rows: ListedDrift[] }>(
    `SELECT ${COLUMNS} ${FROM} WHERE ${where}
     ORDER BY drift.found_at DESC, drift.id DESC OFFSET :offset LIMIT :limit`,
    { ...parameters, offset, limit }
  )
  return rows
}

/** How many there are. */
export async function countDrift(
  knex: Knex,
  filter: DriftFilter
): Promise<number> {
  const { where, parameters } = conditionsOf(filter)
  // Without a text to look for the titles are not needed.
  const from = filter.q === undefined ? "FROM stock_drift AS drift" : FROM
  const { rows } = await knex.raw<{ rows: { count: number }[] }>(
    `SELECT count(*)::float8 AS count ${from} WHERE ${where}`,
    parameters
  )
  return rows[0]?.count ?? 0
}

/** One row of it by its id; undefined where there is none. */
export async function readDrift(
  knex: Knex,
  id: string
): Promise<ListedDrift | undefined> {
  const { rows } = await knex.raw<{ rows: ListedDrift[] }>(
    `SELECT ${COLUMNS} ${FROM} WHERE drift.id = :id AND drift.deleted_at IS NULL`,
    { id }
  )
  return rows[0]
}

const STATES: Record<DriftFilter["state"], string[]> = {
  open: ["drift.resolved_at IS NULL"],
  resolved: ["drift.resolved_at IS NOT NULL"],
  all: [],
}

function conditionsOf({ causes, kind, reconcileId, state, q }: DriftFilter) {
  const where = [
    "drift.deleted_at IS NULL",
    ...STATES[state],
    ...(causes ? ["drift.cause = ANY(:causes)"] : []),
    ...(kind ? ["drift.kind = :kind"] : []),
    ...(reconcileId ? ["drift.reconcile_id = :reconcileId"] : []),
    ...(q === undefined
      ? []
      : [
          "(drift.item_id ILIKE :q OR variant.sku ILIKE :q OR variant.title ILIKE :q OR style.title ILIKE :q)",
        ]),
  ].join(" AND ")
  const parameters = {
    ...(causes && { causes: [...causes] }),
    ...(kind && { kind }),
    ...(reconcileId && { reconcileId }),
    ...(q !== undefined && { q: `%${q.replace(/[\\%_]/g, "\\$&")}%` }),
  }
  return { where, parameters }
}
