import type { IWorkflowEngineService, Logger } from "@medusajs/framework/types"
import { MedusaService, Modules } from "@medusajs/framework/utils"
import type { Pool } from "pg"
import { createPool } from "../../lib/create-pool"
import { DurableQueue, type WokenWorker } from "../../lib/durable-queue"
import { CALL_TABLES } from "./call-queue"
import { recordActivity } from "./client/activity"
import { CallDesk } from "./client/call-desk"
import { createCallWorker } from "./client/call-worker"
import { ComparisonDesk } from "./client/comparison-desk"
import { DisputeBook } from "./client/dispute-book"
import { holdIncomplete } from "./client/hold-incomplete"
import { askIssues } from "./client/issues"
import { AnswerDesk } from "./client/answer-desk"
import { acquirePayment, holdPayment, releasePayment } from "./client/ledger"
import {
  type LedgerStanding,
  readLedgerStanding,
} from "./client/ledger-standing"
import { markImported } from "./client/mark-imported"
import { type Held, holdingRefunds } from "./client/refund-lock"
import { StorefrontActivity } from "./models/storefront-activity"
import { StorefrontCall } from "./models/storefront-call"
import { StorefrontCallAttempt } from "./models/storefront-call-attempt"
import { StorefrontCallKey } from "./models/storefront-call-key"
import { StorefrontDispute } from "./models/storefront-dispute"
import { StorefrontIssue } from "./models/storefront-issue"
import { StorefrontItemMapping } from "./models/storefront-item-mapping"
import { StorefrontPayment } from "./models/storefront-payment"
import type {
  AcquiredPayment,
  ImportedOrder,
  NewActivity,
  NewIssue,
  OrderPolicy,
  PaymentLease,
  PaymentReference,
  StorefrontOrdersOptions,
} from "./types"

const CONNECTIONS = 4
/** As many as events are worked off at once, and some for staff. */
const LOCK_CONNECTIONS = 8
const CALL_CONNECTIONS = 4
/** Whoever calls is told soon that the database is out. */
const CALL_TIMEOUT_MS = 5_000

type InjectedDependencies = {
  logger: Logger
  [Modules.WORKFLOW_ENGINE]: IWorkflowEngineService
}

/** The ledger of payments made on the storefront: which order each became, and what is still open. */
export class StorefrontOrdersModuleService extends MedusaService({
  StorefrontPayment,
  StorefrontIssue,
  StorefrontDispute,
  StorefrontActivity,
  StorefrontItemMapping,
  StorefrontCall,
  StorefrontCallAttempt,
  StorefrontCallKey,
}) {
  /** What the shop has decided about refunds and disputes. */
  readonly policy: OrderPolicy
  readonly disputes: DisputeBook
  /** What staff answer to questions. */
  readonly answers: AnswerDesk
  readonly comparisons: ComparisonDesk
  /** The payments that the storefront tells us of. */
  readonly calls: CallDesk
  readonly callQueue: DurableQueue
  private readonly pool: Pool
  private readonly locks: Pool
  private readonly callPool: Pool
  private readonly callWorker: WokenWorker

  constructor(
    cradle: InjectedDependencies,
    private readonly options: StorefrontOrdersOptions
  ) {
    super(...arguments)
    const { logger } = cradle
    this.policy = options.policy
    this.pool = createPool(
      "storefront-orders ledger",
      { connectionString: options.databaseUrl, max: CONNECTIONS },
      logger
    )
    this.disputes = new DisputeBook(this.pool)
    this.answers = new AnswerDesk(this.pool)
    this.locks = createPool(
      "storefront-orders locks",
      { connectionString: options.databaseUrl, max: LOCK_CONNECTIONS },
      logger
    )
    this.comparisons = new ComparisonDesk(this.pool, options.databaseUrl)
    this.callPool = createPool(
      "storefront-orders calls",
      {
        connectionString: options.databaseUrl,
        max: CALL_CONNECTIONS,
        query_timeout: CALL_TIMEOUT_MS,
      },
      logger
    )
    this.callQueue = new DurableQueue(this.pool, CALL_TABLES)
    this.callWorker = createCallWorker({
      queue: this.callQueue,
      // Not there yet while modules are being loaded.
      engine: () => cradle[Modules.WORKFLOW_ENGINE],
      log: logger,
      options,
    })
    this.calls = new CallDesk(this.callPool, this.callQueue, () => {
      this.callWorker.wake()
    })
  }

  __hooks = {
    onApplicationStart: () => {
      if (this.options.worksOff) {
        this.callWorker.start()
      }
      return Promise.resolve()
    },
    onApplicationPrepareShutdown: async () => {
      this.comparisons.stop()
      await this.callWorker.stop()
    },
    onApplicationShutdown: async () => {
      const pools = [this.pool, this.locks, this.callPool]
      await Promise.all(pools.map((pool) => pool.end()))
    },
  }

  /** Enters a payment, unless it is there, and takes it into this worker's hands if it can. */
  acquirePayment(reference: PaymentReference): Promise<AcquiredPayment> {
    return acquirePayment(this.pool, reference)
  }

  /** Gives a payment back whose import did not finish. */
  releasePayment(lease: PaymentLease): Promise<void> {
    return releasePayment(this.pool, lease)
  }

  /** Holds a payment for longer; false when another worker may have it by now. */
  holdPayment(lease: PaymentLease): Promise<boolean> {
    return holdPayment(this.pool, lease)
  }

  /** Notes the order and the questions left, in one commit. @throws WorkError `lease_lost` */
  markImported(lease: PaymentLease, order: ImportedOrder): Promise<void> {
    return markImported(this.pool, lease, order)
  }

  /**
   * Asks staff something about a payment by its PaymentIntent or Checkout Session. What was asked
   * before is not asked again; the log is added to only where a question is new.
   *
   * @throws WorkError `ledger_row_missing`
   */
  askIssues(
    payment: string,
    issues: readonly NewIssue[],
    activity?: readonly NewActivity[]
  ): Promise<void> {
    return askIssues(this.pool, payment, issues, activity)
  }

  /** Holds a payment whose import failed and could not be taken back, with the question about it. */
  holdIncomplete(lease: PaymentLease, issue: NewIssue): Promise<void> {
    return holdIncomplete(this.pool, lease, issue)
  }

  /** Works on the refunds of a payment while nobody else does; at once, or not at all. */
  holdingRefunds<T>(payment: string, work: () => Promise<T>): Promise<Held<T>> {
    return holdingRefunds(this.locks, payment, work)
  }

  /** What is still open in the ledger, to be asked often. */
  standing(): Promise<LedgerStanding> {
    return readLedgerStanding(this.pool)
  }

  /** Adds to the activity log. */
  recordActivity(entries: readonly NewActivity[]): Promise<void> {
    return recordActivity(this.pool, entries)
  }
}
