import { isRecord, textOrNull } from "../../../lib/unknown-values"
import type { EventRow, EventSource } from "../types"
import { paymentOfEvent } from "./payment-of-event"

const MAX_LENGTH = 255
/** The year 9999, in seconds; also what PostgreSQL can still write with four digits. */
const LATEST_SECONDS = 253_402_300_799

/**
 * What is kept of an event beside its text, for lists and filters; null where it is no event of
 * Stripe's. A thin event (v2, https://docs.stripe.com/event-destinations) has no `data`, and writes
 * `created` as a date and not in seconds.
 *
 * @param event the parsed text.
 * @param payload the text as it arrived.
 */
export function toEventRow(
  event: unknown,
  payload: string,
  source: EventSource
): EventRow | null {
  if (!isRecord(event)) {
    return null
  }
  const id = nameOrNull(event.id)
  const type = nameOrNull(event.type)
  const created = createdAt(event.created)
  if (!id?.startsWith("evt_") || !type || !created) {
    return null
  }
  const row = { id, type, created, source, payload }
  const apiVersion = nameOrNull(event.api_version)
  if (event.object === "v2.core.event") {
    // Some speak of the account and not of a mode.
    const livemode = typeof event.livemode === "boolean" ? event.livemode : null
    const payment = nameOrNull(paymentOfEvent(event))
    return { ...row, apiVersion, livemode, payment, objectId: null }
  }
  if (typeof event.livemode !== "boolean" || !isRecord(event.data)) {
    return null
  }
  return {
    ...row,
    apiVersion,
    livemode: event.livemode,
    payment: nameOrNull(paymentOfEvent(event)),
    objectId: isRecord(event.data.object)
      ? nameOrNull(event.data.object.id)
      : null,
  }
}

/** A text short and plain enough for a column that is searched by. */
function nameOrNull(value: unknown): string | null {
  const text = textOrNull(value)
  const isPlain =
    text !== null &&
    text.length <= MAX_LENGTH &&
    !text.includes("\u0000") &&
    text.isWellFormed()
  return isPlain ? text : null
}

function createdAt(value: unknown): Date | null {
  const ms =
    typeof value === "number"
      ? value * 1_000
      : typeof value === "string"
        ? Date.parse(value)
        : NaN
  return ms >= 0 && ms <= LATEST_SECONDS * 1_000 ? new Date(ms) : null
}
