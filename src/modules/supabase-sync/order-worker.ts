import {
  type DurableQueue,
  type JobHandler,
  WokenWorker,
  type WorkerLog,
  inHalves,
} from "../../lib/durable-queue"
import { ORDER_CHANGE_CHANNEL } from "./client/order-capture"
import { settlementOfOrder } from "./domain/settle-order"
import type { PushedOrder } from "./order-types"

/** Rows that one statement in the legacy store writes at most. */
const PUSH_BATCH = 1_000

export type OrderWorkerOptions = {
  databaseUrl: string
  queue: DurableQueue
  log: WorkerLog
  /** Turns changes, where any wait, into queued orders. */
  fold: () => Promise<unknown>
  /** @throws where none of them was pushed */
  pushOrders: (orderIds: string[]) => Promise<PushedOrder[]>
}

/** Works the queue of orders off in this process: folds what changed, then has it pushed. */
export function createOrderWorker(options: OrderWorkerOptions): WokenWorker {
  const { databaseUrl, queue, log, fold } = options
  const pushAll: JobHandler = async (jobs) => {
    const pushed = await options.pushOrders(jobs.map(({ id }) => id))
    return new Map(
      pushed.map(({ orderId, outcome }) => [
        orderId,
        settlementOfOrder(outcome),
      ])
    )
  }
  return new WokenWorker({
    connectionString: databaseUrl,
    channel: ORDER_CHANGE_CHANNEL,
    queue,
    log,
    batchSize: PUSH_BATCH,
    concurrency: 1,
    prepare: async () => {
      await fold()
    },
    handle: inHalves(pushAll, ({ code, message }, [first, ...more]) =>
      log.error(
        `order mirror: push of order_id=${first?.id ?? "none"}${more.length > 0 ? ` and ${more.length} more` : ""} failed code=${code}: ${message}`
      )
    ),
  })
}
