import type { QueueTables } from "../../lib/durable-queue"

/** The inbox as a durable queue. */
export const INBOX_TABLES: QueueTables = {
  jobs: "stripe_event",
  attempts: "stripe_event_attempt",
  lane: "payment",
}

/** `NOTIFY` on it wakes the workers of the inbox, in whichever process they are. */
export const WAKE_CHANNEL = "stripe_inbox"
