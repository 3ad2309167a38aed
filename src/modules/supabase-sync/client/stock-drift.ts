import type { Pool } from "pg"
import type { FoundDrift } from "../reconcile-types"
import type { DriftResolution } from "../types"

/*
 * One open row an item: seen again, it only says so. What was pushed since both sides were looked at
 * is not kept: nobody would ever close it.
 */
const NOTE_DRIFT = `
  WITH input AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::float8[], $6::text[])
      AS input(item_id, kind, cause, medusa_quantity, legacy_quantity, legacy_version)
  )
  INSERT INTO stock_drift AS drift
    (id, item_id, kind, cause, medusa_quantity, legacy_quantity, legacy_version, reconcile_id,
     found_at, seen_at, created_at, updated_at)
  SELECT 'drift_' || gen_random_uuid(), item_id, kind, cause, medusa_quantity,
         least(greatest(round(legacy_quantity), -2147483648), 2147483647)::int, legacy_version, $7,
         clock_timestamp(), clock_timestamp(), clock_timestamp(), clock_timestamp()
  FROM input
  WHERE NOT EXISTS (
    SELECT FROM stock_item AS item
    WHERE item.id = input.item_id AND item.pushed_at >= $8::timestamptz)
  ORDER BY item_id
  ON CONFLICT (item_id) WHERE resolved_at IS NULL AND deleted_at IS NULL DO UPDATE
  SET cause = excluded.cause,
      medusa_quantity = excluded.medusa_quantity,
      legacy_quantity = excluded.legacy_quantity,
      legacy_version = excluded.legacy_version,
      reconcile_id = excluded.reconcile_id,
      seen_at = excluded.seen_at,
      updated_at = excluded.updated_at
  RETURNING drift.item_id`

/**
 * Keeps what differs.
 *
 * @param drift each item once
 * @param lookedAt when it was begun to look at both sides
 * @returns the items it was kept of
 */
export async function noteDrift(
  pool: Pool,
  runId: string,
  drift: readonly FoundDrift[],
  lookedAt: Date
): Promise<Set<string>> {
  if (drift.length === 0) {
    return new Set()
  }
  const { rows } = await pool.query<{ item_id: string }>(NOTE_DRIFT, [
    drift.map(({ itemId }) => itemId),
    drift.map(({ kind }) => kind),
    drift.map(({ cause }) => cause),
    drift.map(({ medusaQuantity }) => medusaQuantity),
    drift.map(({ legacyQuantity }) => legacyQuantity),
    drift.map(({ legacyVersion }) => legacyVersion),
    runId,
    lookedAt,
  ])
  return new Set(rows.map(({ item_id }) => item_id))
}

/** Closes what is open of the items. @returns how many. */
export async function resolveDrift(
  pool: Pool,
  itemIds: readonly string[],
  resolution: DriftResolution
): Promise<number> {
  if (itemIds.length === 0) {
    return 0
  }
  const { rowCount } = await pool.query(
    `UPDATE stock_drift
     SET resolved_at = clock_timestamp(), resolution = $2, updated_at = clock_timestamp()
     WHERE item_id = ANY($1) AND resolved_at IS NULL AND deleted_at IS NULL`,
    [itemIds, resolution]
  )
  return rowCount ?? 0
}

/**
 * Notes that the numbers there were taken over, also where the push that follows was quicker to close
 * what was open.
 *
 * @param since when it was begun to take them over
 */
export async function adoptDrift(
  pool: Pool,
  itemIds: readonly string[],
  since: Date
): Promise<void> {
  await pool.query(
    `UPDATE stock_drift
     SET resolved_at = coalesce(resolved_at, clock_timestamp()), resolution = 'adopted',
         updated_at = clock_timestamp()
     WHERE item_id = ANY($1) AND deleted_at IS NULL
       AND (resolved_at IS NULL OR (resolution = 'pushed' AND resolved_at >= $2::timestamptz))`,
    [itemIds, since]
  )
}
