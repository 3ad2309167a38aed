import type { Pool } from "pg"
import type { JobState } from "../../src/lib/durable-queue/types"

/** What a test says of an event; the rest is as of one that has just arrived. */
export type StoredEvent = {
  id: string
  type?: string
  state?: JobState
  payment?: string | null
  /** As PostgreSQL reads it, to the microsecond. */
  received_at?: string
  /** From now, in seconds; negative when it is due already. */
  due_in_s?: number
  failing_since?: string | null
  generation?: number
  claimed_generation?: number
  outcome_code?: string | null
  /** Null: pruned. Left out: a whole event of this type. */
  payload?: string | null
}

const INSERT = `
  INSERT INTO stripe_event
    (id, type, livemode, payment, stripe_created_at, received_at, payload, state, run_at,
     generation, claimed_generation, failing_since, outcome_code, finished_at,
     lease_token, lease_until, attempt, total_attempts)
  SELECT id, type, false, payment, now(), received_at, payload, state,
         now() + due_in_s * interval '1 second',
         generation, claimed_generation, failing_since, outcome_code,
         CASE WHEN state IN ('done', 'ignored', 'dead') THEN now() END,
         CASE WHEN state = 'running' THEN 'held-by-a-test' END,
         CASE WHEN state = 'running' THEN now() + interval '1 hour' END,
         claimed_generation, claimed_generation
  FROM jsonb_to_recordset($1::jsonb) AS event(
    id text, type text, state text, payment text, received_at timestamptz, due_in_s float8,
    failing_since timestamptz, generation int, claimed_generation int, outcome_code text,
    payload text)`

/** Puts events into the inbox as if they had been received and worked on. */
export async function storeEvents(
  db: Pool,
  events: readonly StoredEvent[]
): Promise<void> {
  const rows = events.map((event) => {
    const { id, type = "product.updated", state = "done" } = event
    return {
      type,
      state,
      payment: null,
      received_at: "2026-01-01T00:00:00Z",
      due_in_s: 0,
      generation: 1,
      claimed_generation: state === "pending" ? 0 : 1,
      payload: payloadOf(id, type),
      ...event,
    }
  })
  await db.query(INSERT, [JSON.stringify(rows)])
}

/** An event that is worked off without asking Stripe. */
function payloadOf(id: string, type: string): string {
  return JSON.stringify({
    id,
    object: "event",
    api_version: "2026-10-28.endive",
    created: 1_795_000_000,
    livemode: false,
    type,
    data: { object: { id: "prod_1", object: "product", name: "Black Suit" } },
  })
}

/** One event as it stands in the database. */
export async function storedEvent(
  db: Pool,
  id: string
): Promise<Record<string, unknown>> {
  const { rows } = await db.query<Record<string, unknown>>(
    "SELECT * FROM stripe_event WHERE id = $1",
    [id]
  )
  if (!rows[0]) {
    throw new Error(`No event ${id}`)
  }
  return rows[0]
}
