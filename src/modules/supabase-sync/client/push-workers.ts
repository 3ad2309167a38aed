import type { Pool } from "pg"
import {
  type ClaimedJob,
  DurableQueue,
  type JobHandler,
  QueueWorker,
  type QueueWorkerOptions,
  type Settlement,
  WokenWorker,
  type WorkerLog,
  inHalves,
} from "../../../lib/durable-queue"
import { summarizeFailure } from "../../../lib/errors"
import { inTurn } from "../../../lib/in-turn"
import { failureOfOutcome } from "../errors"
import type { FoldedChanges, PushedItem, StockItemKind } from "../types"

/** Rows that one statement in the legacy store writes at most. */
const PUSH_BATCH = 1_000
/**
 * While one batch is being written, the stock of the next is read, and what was written before is
 * noted. Together no more than there are connections to the legacy store.
 */
export const BATCHES_AT_ONCE = { variant: 3, product: 1 } as const
/** The trigger on Medusa's inventory levels notifies this channel. */
export const STOCK_CHANGE_CHANNEL = "stock_change"

export const STOCK_QUEUE = {
  jobs: "stock_item",
  attempts: "stock_item_attempt",
}

/** The items of one kind: they go to one table of the legacy store, which may be wrong by itself. */
function queueOfKind(pool: Pool, kind: StockItemKind): DurableQueue {
  return new DurableQueue(pool, { ...STOCK_QUEUE, only: `kind = '${kind}'` })
}

export type PushWorkersOptions = {
  databaseUrl: string
  pool: Pool
  log: WorkerLog
  /** Takes a step of turning changes into queued items. */
  fold: () => Promise<Pick<FoldedChanges, "queued" | "more">>
  /** Whether the legacy store has a table for items of the kind. */
  tells: (kind: StockItemKind) => boolean
  /** @throws where none of them was pushed */
  push: (kind: StockItemKind, itemIds: string[]) => Promise<PushedItem[]>
}

/**
 * Pushes what is queued: a worker for variants and one for products, so that a column that was
 * renamed in the one table of the legacy store does not hold up the other.
 */
export function createPushWorkers(options: PushWorkersOptions): WokenWorker {
  const { databaseUrl } = options
  // Two at once would queue the same changes twice, and have them pushed twice.
  const fold = inTurn(options.fold)
  const products = new QueueWorker(workerOf("product", options))
  const workers = new WokenWorker({
    ...workerOf("variant", options),
    connectionString: databaseUrl,
    channel: STOCK_CHANGE_CHANNEL,
    prepare: async () => {
      const { queued, more } = await fold()
      if (queued > 0) {
        products.wake()
      }
      // Once more, as soon as what is due now is under way.
      if (more) {
        workers.wake()
      }
    },
    beside: [products],
  })
  return workers
}

function workerOf(
  kind: StockItemKind,
  { pool, log, tells, push }: PushWorkersOptions
): QueueWorkerOptions {
  const pushAll: JobHandler = async (jobs) => {
    const pushed = await push(
      kind,
      jobs.map(({ id }) => id)
    )
    return new Map(pushed.map(toSettlement))
  }
  const leave: JobHandler = (jobs) =>
    Promise.resolve(
      new Map(jobs.map(({ id }) => [id, { kind: "ignored", reason: NO_TABLE }]))
    )
  return {
    queue: queueOfKind(pool, kind),
    log,
    batchSize: PUSH_BATCH,
    concurrency: BATCHES_AT_ONCE[kind],
    handle: inHalves(
      (jobs) => (tells(kind) ? pushAll(jobs) : leave(jobs)),
      ({ code, message }, jobs) =>
        log.error(
          `supabase sync: push of ${nameSome(jobs)} failed code=${code}: ${message}`
        )
    ),
  }
}

const NO_TABLE = "no_table_for_products"

function toSettlement({ itemId, outcome }: PushedItem): [string, Settlement] {
  const failure = failureOfOutcome(outcome)
  return [
    itemId,
    failure
      ? { kind: "failed", failure: summarizeFailure(failure) }
      : { kind: "done" },
  ]
}

function nameSome([first, ...others]: readonly ClaimedJob[]): string {
  return `item_id=${first?.id ?? "none"}${others.length > 0 ? ` and ${others.length} more` : ""}`
}
