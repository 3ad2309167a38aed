import { generateEntityId } from "@medusajs/framework/utils"
import type { Pool, PoolClient } from "pg"
import type { NewActivity } from "../types"

const RECORD = `
  INSERT INTO storefront_activity
    (id, kind, actor_type, actor_id, message, details, payment_id, issue_id, order_id,
     created_at, updated_at)
  SELECT entry.*, clock_timestamp(), clock_timestamp()
  FROM jsonb_to_recordset($1::jsonb) AS entry(
    id text, kind text, actor_type text, actor_id text, message text, details jsonb,
    payment_id text, issue_id text, order_id text)`

/**
 * Adds entries to the activity log.
 *
 * @param connection a client in whose transaction what is told of is written too, where the one
 *   must not stand without the other.
 */
export async function recordActivity(
  connection: Pool | PoolClient,
  entries: readonly NewActivity[]
): Promise<void> {
  if (entries.length === 0) {
    return
  }
  const rows = entries.map(({ actor, details = {}, ...entry }) => ({
    ...entry,
    id: generateEntityId(undefined, "sact"),
    actor_type: actor.type,
    actor_id: actor.id,
    details,
  }))
  await connection.query(RECORD, [JSON.stringify(rows)])
}
