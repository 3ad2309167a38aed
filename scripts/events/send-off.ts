import type { EventCursor } from "../../src/modules/stripe-inbox/domain/event-cursor"
import type { EventFilter } from "../../src/modules/stripe-inbox/domain/event-filter"
import type { RetryAnswer } from "../../src/modules/stripe-inbox/domain/plan-retry"
import {
  type RetryDatabase,
  retryEvents,
} from "../../src/modules/stripe-inbox/client/retry-events"

/** Each piece is one short transaction: stopping in between leaves nothing half done. */
const PIECE = 500

export type SentOff = Record<RetryAnswer, string[]>

/**
 * Sends the events of a filter off, oldest first, piece by piece.
 *
 * @param limit how many at most; null for all.
 * @param onPiece how many were looked at so far.
 * @param signal stops it after the piece under way.
 */
export async function sendOff(
  database: RetryDatabase,
  filter: EventFilter,
  limit: number | null,
  onPiece: (seen: number) => void,
  signal: AbortSignal
): Promise<SentOff> {
  const sent: SentOff = {
    sent_off: [],
    already_waiting: [],
    payload_pruned: [],
  }
  let cursor: EventCursor | null = null
  let left = limit ?? Number.POSITIVE_INFINITY
  do {
    const size = Math.min(PIECE, left)
    const selection = { kind: "filter" as const, filter, cursor, limit: size }
    const piece = await retryEvents(database, selection)
    sent.sent_off.push(...piece.events.sent_off)
    sent.already_waiting.push(...piece.events.already_waiting)
    sent.payload_pruned.push(...piece.events.payload_pruned)
    cursor = piece.next
    left -= size
    onPiece(Object.values(sent).flat().length)
  } while (cursor && left > 0 && !signal.aborted)
  return sent
}
