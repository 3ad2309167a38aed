import type { Pool } from "pg"
import type { DriftRow } from "../../src/modules/supabase-sync/reconcile-types"

/** What differs, with what people know it by. */
export type ShownDrift = Pick<
  DriftRow,
  | "item_id"
  | "kind"
  | "cause"
  | "medusa_quantity"
  | "legacy_quantity"
  | "found_at"
  | "resolution"
> & { sku: string | null; title: string | null; held: string | null }

export type DriftOfRun = {
  /** What differs, the greatest differences first; without what is not linked. */
  drift: ShownDrift[]
  /** How many differ in all. */
  count: number
  /** How many of them still do. */
  open: number
  /** How many of Medusa's items no row there carries the id of. */
  not_linked: number
}

/** What a run has seen. @param limit how many are given at most. */
export async function driftOfRun(
  pool: Pool,
  runId: string,
  limit: number
): Promise<DriftOfRun> {
  const { rows: drift } = await pool.query<ShownDrift>(
    `SELECT drift.item_id, drift.kind, drift.cause, drift.medusa_quantity, drift.legacy_quantity,
            drift.found_at, drift.resolution, variant.sku,
            concat_ws(' · ', product.title, variant.title) AS title,
            (SELECT item.outcome_message FROM stock_item AS item
             WHERE item.id = drift.item_id AND (item.state = 'dead' OR item.failing_since IS NOT NULL)) AS held
     FROM stock_drift AS drift
     LEFT JOIN product_variant AS variant ON drift.kind = 'variant' AND variant.id = drift.item_id
     LEFT JOIN product ON product.id = coalesce(variant.product_id, drift.item_id)
     WHERE drift.reconcile_id = $1 AND drift.deleted_at IS NULL AND drift.cause <> 'not_linked'
     ORDER BY abs(drift.medusa_quantity - drift.legacy_quantity) DESC NULLS FIRST, drift.item_id
     LIMIT $2`,
    [runId, limit]
  )
  const { rows } = await pool.query<Omit<DriftOfRun, "drift">>(
    `SELECT count(*) FILTER (WHERE cause <> 'not_linked')::int AS count,
            count(*) FILTER (WHERE cause <> 'not_linked' AND resolved_at IS NULL)::int AS open,
            count(*) FILTER (WHERE cause = 'not_linked')::int AS not_linked
     FROM stock_drift WHERE reconcile_id = $1 AND deleted_at IS NULL`,
    [runId]
  )
  return { drift, ...(rows[0] ?? { count: 0, open: 0, not_linked: 0 }) }
}
