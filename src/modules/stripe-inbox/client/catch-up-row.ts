import type { Pool } from "pg"
import type { FailureSummary } from "../../../lib/errors"

/** From where a run goes on. */
export type CatchUpStart = {
  /** Events that Stripe made before this are all here; null where none were asked for yet. */
  eventsUntil: Date | null
  /** When this backend and Stripe were first connected. */
  connectedAt: Date
}

/** What a run has come to so far; counts are added to those of earlier runs. */
export type CatchUpProgress = {
  eventsUntil?: Date
  eventsFound?: number
  paymentsFound?: number
}

/**
 * A row for each mode: a shop that changes from a test key to a live one starts anew, and does not
 * take in what was sold before.
 */
export function catchUpRowId(livemode: boolean): string {
  return livemode ? "stripe" : "stripe_test"
}

/*
 * `updated_at` moves with every step of a run, so it tells whether one is under way. When an event
 * was received counts, and not when it was made: an old one that is sent again by hand on the day
 * of going live must not bring in the weeks since then. Only the first events are looked at, so that
 * a copy of a large shop's database with the other mode's key is not read through each time.
 */
export const BEGIN_CATCH_UP = `
  INSERT INTO stripe_catch_up AS row (id, started_at, created_at, updated_at)
  VALUES ($1, clock_timestamp(), clock_timestamp(), clock_timestamp())
  ON CONFLICT (id) DO UPDATE
  SET started_at = clock_timestamp(), updated_at = clock_timestamp()
  WHERE row.updated_at <= clock_timestamp() - $2::float8 * interval '1 millisecond'
  RETURNING row.events_until, least(row.created_at, (
    SELECT min(received_at) FROM (
      SELECT livemode, received_at FROM stripe_event
      WHERE deleted_at IS NULL
      ORDER BY received_at, id LIMIT 1000
    ) AS first
    WHERE livemode = $3
  )) AS connected_at`

/**
 * Notes that a run begins. That only saves work: two at once do no harm.
 *
 * @param restMs how long no other run may have moved.
 * @returns null when one has.
 */
export async function beginCatchUp(
  pool: Pool,
  livemode: boolean,
  restMs: number
): Promise<CatchUpStart | null> {
  const { rows } = await pool.query<{
    events_until: Date | null
    connected_at: Date
  }>(BEGIN_CATCH_UP, [catchUpRowId(livemode), restMs, livemode])
  const [row] = rows
  return row
    ? { eventsUntil: row.events_until, connectedAt: row.connected_at }
    : null
}

// A slower run that began earlier must not take back what a quicker one has reached.
const NOTE = `
  UPDATE stripe_catch_up
  SET events_until = greatest(events_until, $2::timestamptz),
      events_found = events_found + $3,
      payments_found = payments_found + $4,
      updated_at = clock_timestamp()
  WHERE id = $1`

/** Keeps how far a run is, so that the next one goes on from there whatever becomes of it. */
export async function noteCatchUp(
  pool: Pool,
  livemode: boolean,
  { eventsUntil, eventsFound, paymentsFound }: CatchUpProgress
): Promise<void> {
  await pool.query(NOTE, [
    catchUpRowId(livemode),
    eventsUntil ?? null,
    eventsFound ?? 0,
    paymentsFound ?? 0,
  ])
}

const END = `
  UPDATE stripe_catch_up
  SET succeeded_at = CASE WHEN $2::text IS NULL THEN clock_timestamp() ELSE succeeded_at END,
      failure_code = $2,
      failure_message = $3,
      updated_at = clock_timestamp()
  WHERE id = $1`

/** Keeps whether a run went through, and if not, why. */
export async function endCatchUp(
  pool: Pool,
  livemode: boolean,
  failure: FailureSummary | null
): Promise<void> {
  await pool.query(END, [
    catchUpRowId(livemode),
    failure?.code ?? null,
    failure?.message ?? null,
  ])
}
