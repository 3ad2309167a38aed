import type { Pool } from "pg"
import type { JobState } from "../../../lib/durable-queue"

/** Where an item is in the queue. */
export type ItemState = {
  state: JobState
  /** What was last pushed of it; null where nothing was. */
  pushedQuantity: number | null
  /** Whether a push of it came to an end lately. */
  triedLately: boolean
}

type StateRow = {
  id: string
  state: JobState
  pushed_quantity: number | null
  tried_lately: boolean
}

/*
 * Both at one moment, so that a change is seen as waiting, or as an item to push. The clock is the
 * database's own.
 */
const STATES = `
  SELECT id, state, pushed_quantity,
         coalesce(greatest(pushed_at, finished_at)
           > clock_timestamp() - $2::float8 * interval '1 millisecond', false) AS tried_lately
  FROM stock_item WHERE id = ANY($1)`

/**
 * Where the items are in the queue. One that was never asked for is missing.
 *
 * @param latelyMs how far back «lately» goes.
 */
export async function readItemStates(
  pool: Pool,
  itemIds: readonly string[],
  latelyMs: number
): Promise<Map<string, ItemState>> {
  const { rows } = await pool.query<StateRow>(STATES, [itemIds, latelyMs])
  return new Map(
    rows.map((row) => [
      row.id,
      {
        state: row.state,
        pushedQuantity: row.pushed_quantity,
        triedLately: row.tried_lately,
      },
    ])
  )
}

/** Whether any change waits to be turned into items. */
export async function hasWaitingChanges(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query("SELECT FROM stock_change LIMIT 1")
  return rowCount === 1
}
