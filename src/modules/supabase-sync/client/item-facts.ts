import type { Pool } from "pg"
import type { JobState } from "../../../lib/durable-queue/types"
import type { ItemFacts } from "../reconcile-types"

type Row = {
  id: string
  state: JobState
  is_failing: boolean
  outcome_code: string | null
  pushed_quantity: number | null
  pushed_version: string | null
  is_pushed_since: boolean | null
}

/** The time by the database's clock, which stamps the pushes too. */
export async function readClock(pool: Pool): Promise<Date> {
  const { rows } = await pool.query<{ now: Date }>(
    // Cut off, not rounded: a Date holds whole milliseconds, and must not lie ahead.
    "SELECT date_trunc('milliseconds', clock_timestamp()) AS now"
  )
  return rows[0]?.now ?? new Date(0)
}

/**
 * What is known of the items' pushes.
 *
 * @param since when it was begun to look at both sides
 */
export async function readItemFacts(
  pool: Pool,
  ids: readonly string[],
  since: Date
): Promise<Map<string, ItemFacts>> {
  const { rows } = await pool.query<Row>(
    `SELECT id, state, failing_since IS NOT NULL AS is_failing, outcome_code, pushed_quantity,
            pushed_version::text, pushed_at >= $2::timestamptz AS is_pushed_since
     FROM stock_item WHERE id = ANY($1) AND deleted_at IS NULL`,
    [ids, since]
  )
  return new Map(
    rows.map((row) => [
      row.id,
      {
        state: row.state,
        isFailing: row.is_failing,
        outcomeCode: row.outcome_code,
        pushedQuantity: row.pushed_quantity,
        pushedVersion: row.pushed_version,
        isPushedSince: row.is_pushed_since ?? false,
      },
    ])
  )
}

/** The highest version that was ever drawn. */
export async function highestVersion(pool: Pool): Promise<bigint> {
  const { rows } = await pool.query<{ version: string }>(
    "SELECT last_value::text AS version FROM stock_version"
  )
  return BigInt(rows[0]?.version ?? 0)
}

/*
 * Under the same lock as each process's first lift. The sequence is never set back: others draw from
 * it.
 */
const LIFT_ABOVE = `
  WITH locked AS (SELECT pg_advisory_xact_lock(hashtext('stock_version')))
  SELECT setval('stock_version', $1::bigint)
  FROM locked WHERE $1::bigint > (SELECT last_value FROM stock_version)`

/** Lets the next version be greater than one that a row of the legacy store carries. */
export async function liftVersionsAbove(
  pool: Pool,
  version: bigint
): Promise<void> {
  await pool.query(LIFT_ABOVE, [version.toString()])
}
