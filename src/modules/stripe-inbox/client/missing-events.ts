import type { Pool } from "pg"
import type Stripe from "stripe"
import { toEventRow } from "../domain/event-row"
import { storeEvents } from "./event-store"

/** $1 ids */
export const FIND_UNKNOWN_EVENTS = `
  SELECT id FROM unnest($1::text[]) AS asked(id)
  WHERE NOT EXISTS (SELECT FROM stripe_event WHERE stripe_event.id = asked.id)`

/**
 * Stores those events of a page that are not there, ready to be worked off. Waking the workers is
 * the caller's.
 *
 * @returns how many there were.
 */
export async function storeMissingEvents(
  pool: Pool,
  page: readonly Stripe.Event[]
): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(FIND_UNKNOWN_EVENTS, [
    page.map((event) => event.id),
  ])
  const unknown = new Set(rows.map((row) => row.id))
  const missing = page
    .filter((event) => unknown.has(event.id))
    .map((event) => toEventRow(event, JSON.stringify(event), "catch_up"))
  const stored = await storeEvents(
    pool,
    missing.filter((row) => row !== null)
  )
  return stored.size
}
