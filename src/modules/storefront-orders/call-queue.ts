import type { QueueTables } from "../../lib/durable-queue"

/** The payments that the storefront told us of, as a durable queue. */
export const CALL_TABLES: QueueTables = {
  jobs: "storefront_call",
  attempts: "storefront_call_attempt",
}

/** `NOTIFY` on it wakes the workers of the calls, in whichever process they are. */
export const CALL_CHANNEL = "storefront_call"
