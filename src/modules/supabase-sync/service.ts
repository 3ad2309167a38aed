import type { IWorkflowEngineService, Logger } from "@medusajs/framework/types"
import { MedusaService, Modules } from "@medusajs/framework/utils"
import type { Pool } from "pg"
import { createPool } from "../../lib/create-pool"
import { DurableQueue, type WokenWorker } from "../../lib/durable-queue"
import { passingError, summarizeFailure } from "../../lib/errors"
import { runWorkflow } from "../../lib/run-workflow"
import { type PushOutcomes, pushToLegacyStore } from "./client/legacy-store"
import { ChangeFolder } from "./client/change-folder"
import { STOCK_QUEUE, createPushWorkers } from "./client/push-workers"
import { notePushed } from "./client/pushed-stock"
import { MappingWatch } from "./client/mapping-watch"
import {
  findCaptureGaps,
  installStockCapture,
  isStockCaptured,
} from "./client/stock-capture"
import {
  liftVersions,
  nextVersion,
  peekChanges,
  queueItems,
} from "./client/stock-queue"
import { StockDesk } from "./client/stock-desk"
import { type Noticed, StockNet } from "./client/stock-net"
import { StockRules } from "./client/stock-rules"
import { legacyConnection } from "./domain/legacy-connection"
import type { SellableRules } from "./domain/sellable-stock"
import { LegacyEdit } from "./models/legacy-edit"
import { LegacyOrder } from "./models/legacy-order"
import { LegacyOrderAttempt } from "./models/legacy-order-attempt"
import { LegacyOrderChange } from "./models/legacy-order-change"
import { StockChange } from "./models/stock-change"
import { StockDrift } from "./models/stock-drift"
import { StockItem } from "./models/stock-item"
import { StockItemAttempt } from "./models/stock-item-attempt"
import { StockPush } from "./models/stock-push"
import { StockReconcile } from "./models/stock-reconcile"
import { StockReconcileAttempt } from "./models/stock-reconcile-attempt"
import { StockRule } from "./models/stock-rule"
import { OrderMirror } from "./order-mirror"
import type { PushedOrder } from "./order-types"
import type { ReconcileEnd } from "./reconcile-types"
import { StockReconciler } from "./stock-reconciler"
import type {
  CapturedChange,
  EditPolicy,
  ItemToQueue,
  PushBatch,
  PushedItem,
  QueuedItem,
  StockFigure,
  StockItemKind,
  SupabaseSyncOptions,
} from "./types"

const CONNECTIONS = 4
const LEGACY_CONNECTIONS = 4
/** A store that is slow, not out, may take so long to let one in. */
const LEGACY_CONNECT_MS = 15_000
/** Above the time limit that a statement has there: this one is for connections that lead nowhere. */
const LEGACY_QUERY_MS = 40_000

type InjectedDependencies = {
  logger: Logger
  [Modules.WORKFLOW_ENGINE]: IWorkflowEngineService
}

/** Sees that every change of stock in Medusa reaches the legacy store. */
export class SupabaseSyncModuleService extends MedusaService({
  LegacyEdit,
  LegacyOrder,
  LegacyOrderAttempt,
  LegacyOrderChange,
  StockChange,
  StockDrift,
  StockItem,
  StockItemAttempt,
  StockPush,
  StockReconcile,
  StockReconcileAttempt,
  StockRule,
}) {
  readonly queue: DurableQueue
  /** Compares both sides, and keeps what differs. */
  readonly reconciler: StockReconciler
  /** What is kept back from the storefront. */
  readonly rules: StockRules
  /** Looks into the queue of items and what became of it. */
  readonly desk: StockDesk
  /** Looks at what Medusa's events name: the second net. */
  readonly net: StockNet
  /** What the legacy store is told of orders. */
  readonly orders: OrderMirror
  private readonly pool: Pool
  private readonly legacyPool: Pool | null
  private readonly mappingWatch: MappingWatch | null
  private readonly folder: ChangeFolder
  private readonly worker: WokenWorker

  constructor(
    private readonly cradle: InjectedDependencies,
    private readonly options: SupabaseSyncOptions
  ) {
    super(...arguments)
    const { databaseUrl, legacyStore } = options
    this.pool = createPool(
      "supabase-sync queue",
      { connectionString: databaseUrl, max: CONNECTIONS },
      cradle.logger
    )
    this.legacyPool = legacyStore
      ? createPool(
          "medusa supabase-sync",
          {
            ...legacyConnection(legacyStore.url, legacyStore.caCertificate),
            max: LEGACY_CONNECTIONS,
            connectionTimeoutMillis: LEGACY_CONNECT_MS,
            query_timeout: LEGACY_QUERY_MS,
          },
          cradle.logger
        )
      : null
    this.mappingWatch =
      this.legacyPool && legacyStore
        ? new MappingWatch(this.legacyPool, legacyStore.mapping, cradle.logger)
        : null
    this.rules = new StockRules(this.pool)
    this.queue = new DurableQueue(this.pool, STOCK_QUEUE)
    this.desk = new StockDesk(this.pool, options.historyDays)
    this.folder = new ChangeFolder(
      cradle[Modules.WORKFLOW_ENGINE],
      options.foldWorkflowId,
      cradle.logger
    )
    this.worker = createPushWorkers({
      databaseUrl,
      pool: this.pool,
      log: cradle.logger,
      fold: () => this.folder.step(),
      tells: (kind) => kind === "variant" || this.tellsProducts,
      push: (kind, item_ids) =>
        this.run<PushedItem[]>(options.pushWorkflowId, { kind, item_ids }),
    })
    this.reconciler = this.openReconciler()
    this.net = new StockNet({
      wake: () => {
        this.worker.wake()
      },
      check: (noticed, since_ms) =>
        this.run<Noticed>(options.checkWorkflowId, { noticed, since_ms }),
      log: cradle.logger,
    })
    this.orders = this.openOrderMirror()
  }

  __hooks = {
    onApplicationStart: () => {
      this.mappingWatch?.start()
      void this.reportGaps()
      if (this.options.worksOff) {
        this.orders.start()
        if (this.legacyPool) {
          this.worker.start()
          this.reconciler.start()
          this.net.start()
        } else {
          this.folder.startIdle()
        }
      }
      return Promise.resolve()
    },
    onApplicationPrepareShutdown: async () => {
      this.mappingWatch?.stop()
      await Promise.all([
        this.worker.stop(),
        this.reconciler.stop(),
        this.folder.stopIdle(),
        this.net.stop(),
        this.orders.stop(),
      ])
    },
    onApplicationShutdown: async () => {
      await Promise.all([this.pool.end(), this.legacyPool?.end()])
    },
  }

  /** How what can be sold is counted. */
  get sellableRules(): SellableRules {
    return this.options.sellableRules
  }

  /** What is done with numbers that somebody changed in the legacy store. */
  get editPolicy(): EditPolicy {
    return this.options.editPolicy
  }

  /** Whether there is a legacy store to push to. */
  get isConfigured(): boolean {
    return this.legacyPool !== null
  }

  /** How the legacy store differs from the mapping, each with what to do, for people. */
  get mappingProblems(): readonly string[] {
    return this.mappingWatch?.problems ?? []
  }

  /** Installs the triggers that note every change of stock; may be run again. @throws Error */
  installStockCapture(): Promise<void> {
    return installStockCapture(this.pool)
  }

  /** Whether the triggers are there, for the health check. */
  isStockCaptured(): Promise<boolean> {
    return isStockCaptured(this.pool)
  }

  /** Whether the legacy store has rows with the sums of products. */
  get tellsProducts(): boolean {
    return this.options.legacyStore?.mapping.style !== undefined
  }

  /** The oldest changes that wait; they stay until {@link queueItems}. */
  peekChanges(limit: number): Promise<CapturedChange[]> {
    return peekChanges(this.pool, limit)
  }

  /** Asks for items to be pushed and takes away the changes that led to them, in one commit. */
  queueItems(
    items: readonly ItemToQueue[],
    changeIds: readonly string[] = []
  ): Promise<void> {
    return queueItems(this.pool, items, changeIds)
  }

  /** Looks at once whether there is something to push. */
  wake(): void {
    this.worker.wake()
  }

  /** Draws the version of a push. The stock must be read after it was drawn. */
  async nextVersion(): Promise<number> {
    await this.versionsLifted()
    return nextVersion(this.pool)
  }

  /**
   * Writes figures of items of one kind to the legacy store under the version guard.
   *
   * @throws WorkError when the store cannot be reached or refuses: nothing is written.
   */
  async pushStock(kind: StockItemKind, push: PushBatch): Promise<PushOutcomes> {
    const mapping = this.options.legacyStore?.mapping
    const table = kind === "variant" ? mapping?.sellable : mapping?.style
    if (!this.legacyPool || !this.mappingWatch || !table) {
      throw passingError(
        "legacy_store_not_configured",
        "SUPABASE_DB_URL is not set, or its mapping has no table for this"
      )
    }
    try {
      const columns = await this.mappingWatch.resolve(table)
      return await pushToLegacyStore(this.legacyPool, columns, push)
    } catch (error) {
      await this.mappingWatch.noteFailure(error)
      throw error
    }
  }

  /** Keeps what the legacy store was last told, of items as the desk gave them. */
  notePushed(
    figures: readonly StockFigure[],
    version: number,
    items: ReadonlyMap<string, QueuedItem>
  ): Promise<void> {
    return notePushed(this.pool, figures, version, items)
  }

  /** A shop that goes without loses changes; it is said at each start, and by the ready probe. */
  private async reportGaps(): Promise<void> {
    const { logger } = this.cradle
    try {
      const gaps = await findCaptureGaps(this.pool)
      if (gaps.length > 0) {
        logger.error(
          `supabase sync: changes of stock go unseen, triggers are missing or disabled: ${gaps.map(({ table, trigger }) => `${table}.${trigger}`).join(", ")}; run: npx medusa db:migrate`
        )
      }
    } catch (error) {
      const { code, message } = summarizeFailure(error)
      logger.warn(`supabase sync: capture unchecked code=${code}: ${message}`)
    }
  }

  private lifted: Promise<void> | null = null

  /** Once a process; tried again when it failed. */
  private versionsLifted(): Promise<void> {
    this.lifted ??= liftVersions(this.pool).catch((error: unknown) => {
      this.lifted = null
      throw error
    })
    return this.lifted
  }

  private run<Result>(workflowId: string, input: object): Promise<Result> {
    return runWorkflow<Result>(
      this.cradle[Modules.WORKFLOW_ENGINE],
      workflowId,
      input
    )
  }

  private openReconciler(): StockReconciler {
    const { legacyStore, historyDays } = this.options
    const { pool, legacyPool } = this
    return new StockReconciler({
      pool,
      legacy:
        legacyPool && legacyStore
          ? { pool: legacyPool, mapping: legacyStore.mapping }
          : null,
      historyDays,
      log: this.cradle.logger,
      runOff: ({ id: run_id, leaseToken: lease_token }) =>
        this.run<ReconcileEnd>(this.options.reconcileWorkflowId, {
          run_id,
          lease_token,
        }),
    })
  }

  private openOrderMirror(): OrderMirror {
    const { databaseUrl, legacyStore } = this.options
    return new OrderMirror({
      databaseUrl,
      pool: this.pool,
      legacyPool: this.legacyPool,
      table: legacyStore?.mapping.orders,
      log: this.cradle.logger,
      onPushFailed: async (error) => this.mappingWatch?.noteFailure(error),
      fold: () => this.run<number>(this.options.foldOrdersWorkflowId, {}),
      pushOrders: (order_ids) =>
        this.run<PushedOrder[]>(this.options.pushOrdersWorkflowId, {
          order_ids,
        }),
    })
  }
}
