import type { Logger } from "@medusajs/framework/types"
import { MedusaService } from "@medusajs/framework/utils"
import type { Pool } from "pg"
import { createPool } from "../../lib/create-pool"
import { recordActivity } from "./client/activity"
import { DisputeBook } from "./client/dispute-book"
import { holdIncomplete } from "./client/hold-incomplete"
import { askIssues } from "./client/issues"
import { acquirePayment, holdPayment, releasePayment } from "./client/ledger"
import { markImported } from "./client/mark-imported"
import { StorefrontActivity } from "./models/storefront-activity"
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

/** The ledger of payments made on the storefront: which order each became, and what is still open. */
export class StorefrontOrdersModuleService extends MedusaService({
  StorefrontPayment,
  StorefrontIssue,
  StorefrontDispute,
  StorefrontActivity,
  StorefrontItemMapping,
}) {
  /** What the shop has decided about refunds and disputes. */
  readonly policy: OrderPolicy
  readonly disputes: DisputeBook
  private readonly pool: Pool

  constructor(
    { logger }: { logger: Logger },
    options: StorefrontOrdersOptions
  ) {
    super(...arguments)
    this.policy = options.policy
    this.pool = createPool(
      "storefront-orders ledger",
      { connectionString: options.databaseUrl, max: CONNECTIONS },
      logger
    )
    this.disputes = new DisputeBook(this.pool)
  }

  __hooks = {
    onApplicationShutdown: async () => {
      await this.pool.end()
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

  /** Adds to the activity log. */
  recordActivity(entries: readonly NewActivity[]): Promise<void> {
    return recordActivity(this.pool, entries)
  }
}
