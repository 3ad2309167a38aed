import type { Pool } from "pg"
import type { Sent } from "./event-sender"

/** Ids of events that were sent and are not there exactly as they were. */
export async function eventsNotKept(
  db: Pool,
  sent: readonly Pick<Sent, "id" | "payload">[]
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT sent.id FROM unnest($1::text[], $2::text[]) AS sent(id, payload)
     WHERE (SELECT count(*) FROM stripe_event AS event
            WHERE event.id = sent.id AND event.payload = sent.payload) <> 1`,
    [sent.map(({ id }) => id), sent.map(({ payload }) => payload)]
  )
  return rows.map(({ id }) => id)
}

/**
 * Events that are not finished, or whose attempts do not add up: numbered from 1 without a gap, the
 * last one succeeded, and those before it lost with their process.
 */
export async function eventsThatDoNotAddUp(db: Pool): Promise<unknown[]> {
  const { rows } = await db.query<Record<string, unknown>>(
    `SELECT event.id, event.state, event.total_attempts,
            array_agg(attempt.number || ' ' || attempt.outcome ORDER BY attempt.number) AS attempts
     FROM stripe_event AS event
     LEFT JOIN stripe_event_attempt AS attempt ON attempt.job_id = event.id
     GROUP BY event.id
     HAVING event.state <> 'done'
         OR count(attempt.id) <> event.total_attempts
         OR max(attempt.number) <> event.total_attempts
         OR count(DISTINCT attempt.number) <> event.total_attempts
         OR count(*) FILTER (WHERE attempt.outcome = 'lost') <> event.total_attempts - 1
         OR max(attempt.number) FILTER (WHERE attempt.outcome = 'succeeded') IS DISTINCT FROM event.total_attempts`
  )
  return rows
}

/** How many attempts ended with their process. */
export async function lostAttempts(db: Pool): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM stripe_event_attempt WHERE outcome = 'lost'"
  )
  return rows[0]?.count ?? 0
}
