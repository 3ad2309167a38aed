import type { Logger } from "@medusajs/framework/types"
import type { Pool } from "pg"
import {
  DurableQueue,
  type JobHandler,
  QueueWorker,
  type Settlement,
  onStopSignal,
} from "../../lib/durable-queue"
import { assertUnreachable } from "../../lib/assert-unreachable"
import { passingError } from "../../lib/errors"
import {
  highestVersion,
  liftVersionsAbove,
  readClock,
  readItemFacts,
} from "./client/item-facts"
import { LegacyReader } from "./client/legacy-reader"
import {
  type ItemNames,
  type NamedItems,
  findNamedItems,
} from "./client/named-items"
import {
  type HeldRun,
  lastCompared,
  listRuns,
  pruneRuns,
  putInRun,
  putInScheduled,
  readRun,
  saveProgress,
} from "./client/reconcile-runs"
import { adoptDrift, noteDrift, resolveDrift } from "./client/stock-drift"
import { STOPPED, stopRun } from "./client/stop-run"
import { RECONCILE_TABLES } from "./reconcile-queue"
import type {
  FoundDrift,
  ItemFacts,
  PageTally,
  ReconcileCursor,
  ReconcileEnd,
  ReconcileRequest,
  ReconcileRun,
} from "./reconcile-types"
import type {
  DriftResolution,
  LegacyStoreMapping,
  ReconcileKind,
} from "./types"

/** How long a stop waits for the page under way, before the run is given back. */
const STOP_GRACE_MS = 8_000

export type StockReconcilerOptions = {
  pool: Pool
  legacy: { pool: Pool; mapping: LegacyStoreMapping } | null
  historyDays: number
  log: Logger
  /** Does a run, or what is left of it. */
  runOff: (run: HeldRun) => Promise<ReconcileEnd>
}

/** The runs that compare the legacy store with Medusa, and the drift they find. */
export class StockReconciler {
  readonly queue: DurableQueue
  private readonly worker: QueueWorker
  private forgetSignal = (): void => undefined
  private stopping = false

  constructor(private readonly options: StockReconcilerOptions) {
    const { pool, log } = options
    this.queue = new DurableQueue(pool, RECONCILE_TABLES)
    this.worker = new QueueWorker({
      queue: this.queue,
      log,
      batchSize: 1,
      concurrency: 1,
      handle: this.handle,
    })
  }

  /** Works runs off in this process. */
  start(): void {
    this.worker.start()
    // A page is short, so a run under way is given back before the process has to end.
    this.forgetSignal = onStopSignal(() => this.stop())
  }

  async stop(): Promise<void> {
    this.stopping = true
    this.forgetSignal()
    await this.worker.stop(STOP_GRACE_MS)
  }

  /** Whether a run under way is to be given back. */
  get isStopping(): boolean {
    return this.stopping
  }

  /** @throws WorkError where no legacy store is configured. */
  openLegacyStore(): LegacyReader {
    const { legacy } = this.options
    if (!legacy) {
      throw passingError(
        "legacy_store_not_configured",
        "SUPABASE_DB_URL is not set"
      )
    }
    return new LegacyReader(legacy.pool, legacy.mapping)
  }

  async putIn(request: ReconcileRequest): Promise<ReconcileRun> {
    const run = await putInRun(this.options.pool, request)
    this.worker.wake()
    return run
  }

  /** The items that some names stand for. */
  async findNamed(names: ItemNames): Promise<NamedItems> {
    return findNamedItems(this.options.pool, names)
  }

  /** @returns whether it was put in: not where one of its kind waits or is under way. */
  async putInScheduled(kind: ReconcileKind, everyMs: number): Promise<boolean> {
    return putInScheduled(this.options.pool, kind, everyMs)
  }

  async read(id: string): Promise<ReconcileRun | null> {
    return readRun(this.options.pool, id)
  }

  async list(
    page: Parameters<typeof listRuns>[1]
  ): ReturnType<typeof listRuns> {
    return listRuns(this.options.pool, page)
  }

  /** @returns whether it had not ended yet. */
  async stopRun(id: string): Promise<boolean> {
    return stopRun(this.options.pool, id)
  }

  async saveProgress(
    run: HeldRun,
    cursor: ReconcileCursor | null,
    tally: PageTally,
    total?: number
  ): ReturnType<typeof saveProgress> {
    return saveProgress(this.options.pool, run, cursor, tally, total)
  }

  async lastCompared(before: Date): Promise<Date | null> {
    return lastCompared(this.options.pool, before)
  }

  /** The time by the clock that stamps the pushes. */
  async clock(): Promise<Date> {
    return readClock(this.options.pool)
  }

  /** What is known of the items' pushes, and the highest version drawn. */
  async readFacts(
    ids: readonly string[],
    since: Date
  ): Promise<{ items: Map<string, ItemFacts>; highest: bigint }> {
    const { pool } = this.options
    const [items, highest] = await Promise.all([
      readItemFacts(pool, ids, since),
      highestVersion(pool),
    ])
    return { items, highest }
  }

  /** Lets the next version be greater than this one. */
  async liftVersionsAbove(version: bigint): Promise<void> {
    return liftVersionsAbove(this.options.pool, version)
  }

  async noteDrift(
    runId: string,
    drift: readonly FoundDrift[],
    lookedAt: Date
  ): Promise<Set<string>> {
    return noteDrift(this.options.pool, runId, drift, lookedAt)
  }

  async resolveDrift(
    itemIds: readonly string[],
    resolution: DriftResolution
  ): Promise<number> {
    return resolveDrift(this.options.pool, itemIds, resolution)
  }

  async adoptDrift(itemIds: readonly string[], since: Date): Promise<void> {
    return adoptDrift(this.options.pool, itemIds, since)
  }

  /** Deletes the runs that are too old to be of use. @returns how many. */
  async prune(): Promise<number> {
    return pruneRuns(this.options.pool, this.options.historyDays)
  }

  private readonly handle: JobHandler = async (jobs) => {
    const answers = new Map<string, Settlement>()
    for (const { id, leaseToken } of jobs) {
      const end = await this.options.runOff({ id, leaseToken })
      answers.set(id, settlementOf(end))
    }
    return answers
  }
}

function settlementOf(end: ReconcileEnd): Settlement {
  switch (end) {
    case "done":
      return { kind: "done" }
    case "stopped":
      return { kind: "ignored", reason: STOPPED }
    // Of one that was lost nothing is written: the lease says so.
    case "lost":
    case "given_back":
      return { kind: "snoozed", delayMs: 0 }
    default:
      return assertUnreachable(end)
  }
}
