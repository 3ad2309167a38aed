import type { JobState } from "../../../lib/durable-queue"

/** Which events are meant; what is left out does not narrow them. */
export type EventFilter = {
  ids?: readonly string[] | undefined
  states?: readonly JobState[] | undefined
  type?: string | undefined
  /** A PaymentIntent's id, or a Checkout Session's where there is no PaymentIntent. */
  payment?: string | undefined
  outcomeCode?: string | undefined
  /** Received then or later; ISO 8601. */
  receivedAfter?: string | undefined
  /** Received before then; ISO 8601. Windows that touch neither miss an event nor share one. */
  receivedBefore?: string | undefined
}
