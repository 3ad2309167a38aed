export { RETRY_HORIZON_MS, backoffDelayMs, planAfterFailure } from "./backoff"
export { attemptColumns, queueColumns, queueIndexes } from "./columns"
export { DurableQueue, LEASE_MS } from "./durable-queue"
export { inHalves } from "./in-halves"
export { Notifier } from "./notifier"
export {
  QueueWorker,
  type JobHandler,
  type QueueWorkerOptions,
} from "./queue-worker"
export { onStopSignal } from "./stop-signal"
export type {
  ClaimedJob,
  JobState,
  QueueStanding,
  QueueTables,
  Settlement,
} from "./types"
export { WakeListener } from "./wake-listener"
export type { WorkerLog } from "./worker-log"
export { WokenWorker } from "./woken-worker"
