import type { Pool } from "pg"
import type { DurableQueue } from "../../../lib/durable-queue"
import { inTransaction } from "../../../lib/in-transaction"
import { HELD } from "./list-orders"

/**
 * Which orders staff want told of again: some, or all that are held; also those that were left alone,
 * as a shop does that has just begun to keep orders in the legacy store.
 */
export type OrdersToPushAgain =
  | { kind: "chosen"; orderIds: readonly string[] }
  | { kind: "held"; withIgnored: boolean }

const PUT_IN = `
  INSERT INTO legacy_order (id, state, run_at, created_at, updated_at)
  SELECT id, 'pending', clock_timestamp(), clock_timestamp(), clock_timestamp()
  FROM unnest($1::text[]) AS id ORDER BY id
  ON CONFLICT (id) DO NOTHING`

const FIND = `
  SELECT id FROM legacy_order
  WHERE deleted_at IS NULL AND (${HELD} OR ($1::bool AND state = 'ignored'))`

/** Makes orders due at once. @returns how many. */
export async function queueOrdersAgain(
  pool: Pool,
  queue: DurableQueue,
  choice: OrdersToPushAgain
): Promise<number> {
  return inTransaction(pool, async (client) => {
    if (choice.kind === "chosen") {
      await client.query(PUT_IN, [choice.orderIds])
      return queue.enqueueAgain(choice.orderIds, client)
    }
    const { rows } = await client.query<{ id: string }>(FIND, [
      choice.withIgnored,
    ])
    return queue.enqueueAgain(
      rows.map(({ id }) => id),
      client
    )
  })
}
