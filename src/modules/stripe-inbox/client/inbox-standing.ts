import type { Pool } from "pg"

/** When the inbox last heard of Stripe, for an alarm on silence. Times are UTC. */
export type InboxStanding = {
  /** Null before the first event. */
  last_received_at: Date | null
  /** When Stripe was last asked for what never arrived; null before the first time. */
  caught_up_at: Date | null
  /** What that has found in all that no delivery had brought. */
  events_found: number
  payments_found: number
}

const STANDING = `
  SELECT
    (SELECT received_at FROM stripe_event WHERE deleted_at IS NULL
     ORDER BY received_at DESC, id DESC LIMIT 1) AS last_received_at,
    catch_up.succeeded_at AS caught_up_at,
    coalesce(catch_up.events_found, 0) AS events_found,
    coalesce(catch_up.payments_found, 0) AS payments_found
  FROM (VALUES (true)) AS always
  LEFT JOIN LATERAL (
    SELECT succeeded_at, events_found, payments_found FROM stripe_catch_up
    WHERE deleted_at IS NULL ORDER BY updated_at DESC LIMIT 1
  ) AS catch_up ON true`

/** How the inbox stands apart from its queue; two rows are read, whatever there is. */
export async function readInboxStanding(pool: Pool): Promise<InboxStanding> {
  const { rows } = await pool.query<InboxStanding>(STANDING)
  const [row] = rows
  if (!row) {
    throw new Error("A look without a row")
  }
  return row
}
