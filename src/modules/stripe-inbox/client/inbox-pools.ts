import type { Pool } from "pg"
import { createPool } from "../../../lib/create-pool"
import type { WorkerLog } from "../../../lib/durable-queue"

/** Two commits of the intake, notifying and counting. */
const RECEIVE_CONNECTIONS = 4
const WORK_CONNECTIONS = 4
const DESK_CONNECTIONS = 2
/** Stripe is to hear within 2 s that the database is out, or no longer answers. */
const RECEIVE_TIMEOUT_MS = 1_500

/** The inbox's connections, apart for what must not wait for each other. */
export type InboxPools = {
  /** Nothing else in the process can starve receiving. */
  receive: Pool
  /** The queue, catching up, retention. */
  work: Pool
  /** What staff look at and ask for. */
  desk: Pool
  end: () => Promise<void>
}

export function openInboxPools(
  connectionString: string,
  log: WorkerLog
): InboxPools {
  const receive = createPool(
    "stripe-inbox receive",
    {
      connectionString,
      max: RECEIVE_CONNECTIONS,
      connectionTimeoutMillis: RECEIVE_TIMEOUT_MS,
      query_timeout: RECEIVE_TIMEOUT_MS,
    },
    log
  )
  const work = createPool(
    "stripe-inbox work",
    { connectionString, max: WORK_CONNECTIONS },
    log
  )
  const desk = createPool(
    "stripe-inbox desk",
    { connectionString, max: DESK_CONNECTIONS },
    log
  )
  return {
    receive,
    work,
    desk,
    end: async () => {
      await Promise.all([receive, work, desk].map((pool) => pool.end()))
    },
  }
}
