import type { JobState } from "../../../lib/durable-queue"

/** What of an event decides whether it is sent off again. */
export type RetryCandidate = {
  id: string
  state: JobState
  /** A worker may take it now. */
  is_due: boolean
  has_payload: boolean
  generation: number
  claimed_generation: number
  /** Attempts since it was last asked for. */
  attempt: number
  /** Its last attempt began within {@link SAME_CLICK_MS}. */
  just_started: boolean
}

/**
 * - `sent_off`: worked off as soon as a worker is free; after the attempt under way, where one is
 * - `already_waiting`: somebody has asked for it already; nothing was changed
 * - `payload_pruned`: there is nothing left to work off
 */
export type RetryAnswer = "sent_off" | "already_waiting" | "payload_pruned"

/**
 * An event may have failed again before the second click of a double click arrives. An attempt that
 * was asked for and began so short a time ago is the answer to that click too.
 */
export const SAME_CLICK_MS = 2_000

/**
 * Whether an event is sent off again, so that what two people ask for at once is done once.
 *
 * @param seenGeneration the `generation` that the person looked at, where it is known: then it is
 *   certain whether somebody else was quicker.
 */
export function planRetry(
  event: RetryCandidate,
  seenGeneration?: number
): RetryAnswer {
  if (!event.has_payload) {
    return "payload_pruned"
  }
  const isAskedFor =
    (event.state === "pending" && event.is_due) ||
    (event.state === "running" && event.generation > event.claimed_generation)
  if (isAskedFor) {
    return "already_waiting"
  }
  if (seenGeneration !== undefined) {
    return seenGeneration === event.generation ? "sent_off" : "already_waiting"
  }
  const isSameClick =
    event.generation > 1 && event.attempt <= 1 && event.just_started
  return isSameClick ? "already_waiting" : "sent_off"
}
