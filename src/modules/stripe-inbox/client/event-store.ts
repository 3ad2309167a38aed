import type { Pool } from "pg"
import { InboxUnavailableError } from "../errors"
import { paymentOfEvent } from "../domain/payment-of-event"
import type { VerifiedEvent } from "../types"

const INSERT = `
  INSERT INTO stripe_event
    (id, type, api_version, livemode, payment, object_id, stripe_created_at, received_at, payload,
     state, run_at, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7), clock_timestamp(), $8,
     'pending', clock_timestamp(), clock_timestamp(), clock_timestamp())
  ON CONFLICT (id) DO NOTHING`

/**
 * Stores an event as received, ready to be worked off. Waking the workers is the caller's.
 *
 * @returns false when the event was there already.
 * @throws InboxUnavailableError when it could not be committed.
 */
export async function storeEvent(
  pool: Pool,
  { event, payload }: VerifiedEvent
): Promise<boolean> {
  const object: unknown = event.data.object
  const objectId = (object as { id?: unknown } | null)?.id
  try {
    const { rowCount } = await pool.query(INSERT, [
      event.id,
      event.type,
      event.api_version,
      event.livemode,
      paymentOfEvent(event),
      typeof objectId === "string" ? objectId : null,
      event.created,
      payload,
    ])
    return rowCount === 1
  } catch (error) {
    throw new InboxUnavailableError("The event could not be stored", {
      cause: error,
    })
  }
}
