import type { Pool } from "pg"

/** What came of an event since it was sent off; `failing`: tried once, and tried again later. */
export type SettledEvent = {
  id: string
  outcome: "done" | "ignored" | "dead" | "failing"
  code: string | null
}

/** Those of the events that have been worked on since {@link retryEvents} sent them off. */
export async function outcomesOfEvents(
  pool: Pool,
  ids: readonly string[]
): Promise<SettledEvent[]> {
  // Sending off takes failing_since away: whatever has it has failed since.
  const { rows } = await pool.query<SettledEvent>(
    `SELECT id, CASE state WHEN 'pending' THEN 'failing' ELSE state END AS outcome,
            outcome_code AS code
     FROM stripe_event
     WHERE id = ANY($1::text[]) AND deleted_at IS NULL
       AND (state IN ('done', 'ignored', 'dead')
         OR state = 'pending' AND failing_since IS NOT NULL)`,
    [ids]
  )
  return rows
}

/** Whether a worker is at any event of the inbox now. */
export async function isWorkedOff(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ busy: boolean }>(
    `SELECT EXISTS (
       SELECT FROM stripe_event
       WHERE state = 'running' AND deleted_at IS NULL AND lease_until > clock_timestamp()
     ) AS busy`
  )
  return rows[0]?.busy ?? false
}
