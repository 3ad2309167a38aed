import type { IWorkflowEngineService, Logger } from "@medusajs/framework/types"
import { MedusaService, Modules } from "@medusajs/framework/utils"
import type { Pool } from "pg"
import { createPool } from "../../lib/create-pool"
import { DurableQueue, type WokenWorker } from "../../lib/durable-queue"
import { passingError } from "../../lib/errors"
import { runWorkflow } from "../../lib/run-workflow"
import { LegacyGate } from "./client/legacy-gate"
import type { PushOutcomes } from "./client/legacy-store"
import { ChangeFolder } from "./client/change-folder"
import { STOCK_QUEUE, createPushWorkers } from "./client/push-workers"
import { notePushed } from "./client/pushed-stock"
import { reportCaptureGaps } from "./client/report-capture-gaps"
import { installStockCapture, isStockCaptured } from "./client/stock-capture"
import { peekChanges, queueItems } from "./client/stock-queue"
import { StockDesk } from "./client/stock-desk"
import { type Noticed, StockNet } from "./client/stock-net"
import { StockRules } from "./client/stock-rules"
import { StockVersions } from "./client/stock-versions"
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
  QueuedItems,
  StockFigure,
  StockItemKind,
  SupabaseSyncOptions,
} from "./types"

const CONNECTIONS = 4

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
  private readonly legacy: LegacyGate | null
  private readonly versions: StockVersions
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
    this.legacy = legacyStore
      ? new LegacyGate(legacyStore, cradle.logger)
      : null
    this.versions = new StockVersions(this.pool)
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
      this.legacy?.watch.start()
      void reportCaptureGaps(this.pool, this.cradle.logger)
      if (this.options.worksOff) {
        this.orders.start()
        if (this.legacy) {
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
      this.legacy?.watch.stop()
      await Promise.all([
        this.worker.stop(),
        this.reconciler.stop(),
        this.folder.stopIdle(),
        this.net.stop(),
        this.orders.stop(),
      ])
    },
    onApplicationShutdown: async () => {
      await Promise.all([this.pool.end(), this.legacy?.pool.end()])
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
    return this.legacy !== null
  }

  /** How the legacy store differs from the mapping, each with what to do, for people. */
  get mappingProblems(): readonly string[] {
    return this.legacy?.watch.problems ?? []
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
  nextVersion(): Promise<number> {
    return this.versions.next()
  }

  /**
   * Writes figures of items of one kind to the legacy store under the version guard.
   *
   * @throws WorkError when the store cannot be reached or refuses: nothing is written.
   */
  async pushStock(kind: StockItemKind, push: PushBatch): Promise<PushOutcomes> {
    if (!this.legacy) {
      throw passingError(
        "legacy_store_not_configured",
        "SUPABASE_DB_URL is not set"
      )
    }
    return this.legacy.pushStock(kind, push)
  }

  /** Keeps what the legacy store was last told, of items as the desk gave them. */
  notePushed(
    figures: readonly StockFigure[],
    version: number,
    queued: QueuedItems
  ): Promise<void> {
    return notePushed(this.pool, figures, version, queued)
  }

  private run<Result>(workflowId: string, input: object): Promise<Result> {
    return runWorkflow<Result>(
      this.cradle[Modules.WORKFLOW_ENGINE],
      workflowId,
      input
    )
  }

  private openReconciler(): StockReconciler {
    return new StockReconciler({
      pool: this.pool,
      legacy: this.legacy,
      historyDays: this.options.historyDays,
      log: this.cradle.logger,
      runOff: ({ id: run_id, leaseToken: lease_token }) =>
        this.run<ReconcileEnd>(this.options.reconcileWorkflowId, {
          run_id,
          lease_token,
        }),
    })
  }

  private openOrderMirror(): OrderMirror {
    return new OrderMirror({
      databaseUrl: this.options.databaseUrl,
      pool: this.pool,
      legacyPool: this.legacy?.pool ?? null,
      table: this.legacy?.mapping.orders,
      log: this.cradle.logger,
      onPushFailed: async (error) => this.legacy?.watch.noteFailure(error),
      fold: () => this.run<number>(this.options.foldOrdersWorkflowId, {}),
      pushOrders: (order_ids) =>
        this.run<PushedOrder[]>(this.options.pushOrdersWorkflowId, {
          order_ids,
        }),
    })
  }
}
