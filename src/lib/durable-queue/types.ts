import type { FailureSummary } from "../errors"

/**
 * - `pending`: waits until `run_at`
 * - `running`: claimed; the lease says until when
 * - `done`: finished
 * - `ignored`: looked at and left alone, with the reason
 * - `dead`: given up, with the cause; a person can send it off again
 */
export const JOB_STATES = [
  "pending",
  "running",
  "done",
  "ignored",
  "dead",
] as const

export type JobState = (typeof JOB_STATES)[number]

/** What an attempt came to. `lost`: its process died or its lease ran out. */
export const ATTEMPT_OUTCOMES = [
  "succeeded",
  "ignored",
  "retry",
  "dead",
  "lost",
] as const

export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number]

/** Where a queue lives: a table with the columns of {@link queueColumns}, and its attempts. */
export type QueueTables = {
  jobs: string
  attempts: string
  /**
   * A column: of the jobs that have the same there only one runs at a time, the one that has been
   * due for longest. One that waits after a failure does not hold up the others. The table needs a
   * unique index on it over what is running and has one.
   */
  lane?: string
  /**
   * An SQL condition on the jobs: this queue has only those that meet it. For tables whose jobs ask
   * different parts of the other side, each of which may be out while the rest answers.
   */
  only?: string
}

/** A job in this process's hands. Only who holds the token may settle it. */
export type ClaimedJob = {
  id: string
  /** The fencing token: new at each claim. */
  leaseToken: string
  /** 1 for the first attempt. */
  attempt: number
  /** Since when it has failed without a success between, UTC; null when it has not. */
  failingSince: Date | null
}

/** What a worker says of a job it held. */
export type Settlement =
  | { kind: "done" }
  | { kind: "ignored"; reason: string }
  | { kind: "failed"; failure: FailureSummary }
  /** Somebody else is at the same work: look again after the delay; not counted as an attempt. */
  | { kind: "snoozed"; delayMs: number }

/** How a queue stands. No count goes beyond 10,000, so that a backlog is looked at as quickly as none. */
export type QueueStanding = {
  /** Due or waiting for their time; of them `failing` after a failure. */
  pending: number
  failing: number
  running: number
  /** Given up: somebody must look. */
  dead: number
  /** How long the oldest that is due has waited; null or 0 where none is. */
  oldest_due_ms: number | null
  /** How long the one that has failed for longest has; null where none has. */
  oldest_failing_ms: number | null
}
