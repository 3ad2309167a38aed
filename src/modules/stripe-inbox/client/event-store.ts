import type { Pool } from "pg"
import type { EventRow } from "../types"

const COLUMNS = 9

/**
 * Durability does not depend on how the server is set: the commit waits for the disk. Evaluated
 * before the commit, and holds for this transaction alone, so that it also works through a pooler.
 */
const DURABLY = "(SELECT set_config('synchronous_commit', 'on', true))"

/**
 * Stores events as received, ready to be worked off, in one commit. Waking the workers is the
 * caller's.
 *
 * @returns the ids that were not there yet.
 * @throws the database's error: none of them is stored.
 */
export async function storeEvents(
  pool: Pool,
  events: readonly EventRow[]
): Promise<Set<string>> {
  if (events.length === 0) {
    return new Set()
  }
  // All lock in the order of the ids, so that no two of them wait for each other.
  const rows = events.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const { rows: stored } = await pool.query<{ id: string }>(
    insertSql(rows.length),
    rows.flatMap((row) => [
      row.id,
      row.type,
      row.apiVersion,
      row.livemode ?? false,
      row.payment,
      row.objectId,
      row.created,
      row.source,
      row.payload,
    ])
  )
  return new Set(stored.map(({ id }) => id))
}

/** Spelt out and not from arrays: a payload in an array would be escaped and read twice. */
function insertSql(count: number): string {
  const values = Array.from({ length: count }, (_, index) => {
    const at = (column: number): string => `$${index * COLUMNS + column}`
    return `(${at(1)}::text, ${at(2)}::text, ${at(3)}::text, ${at(4)}::boolean, ${at(5)}::text,
      ${at(6)}::text, ${at(7)}::timestamptz, ${at(8)}::text, ${at(9)}::text, 'pending',
      clock_timestamp(), clock_timestamp(), clock_timestamp(), clock_timestamp())`
  })
  return `
    INSERT INTO stripe_event
      (id, type, api_version, livemode, payment, object_id, stripe_created_at, source, payload, state,
       received_at, run_at, created_at, updated_at)
    VALUES ${values.join(", ")}
    ON CONFLICT (id) DO NOTHING
    RETURNING id, ${DURABLY}`
}
