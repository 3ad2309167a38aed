import type { QueueTables } from "../../lib/durable-queue/types"

/** The runs that compare both sides: one at a time, in whichever process. */
export const RECONCILE_TABLES: QueueTables = {
  jobs: "stock_reconcile",
  attempts: "stock_reconcile_attempt",
  lane: "lane",
}
