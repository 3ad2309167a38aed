import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { summarizeFailure } from "../../../lib/errors"
import { runWorkflow } from "../../../lib/run-workflow"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { ComparisonDesk } from "../../../modules/storefront-orders/client/comparison-desk"
import type { ComparedPayment } from "../../../modules/storefront-orders/client/comparisons"
import type { DueSelection } from "../../../modules/storefront-orders/client/find-due-payments"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import { findDiffering } from "../queries/find-differing"
import type { Comparison } from "./compare-with-stripe"

/** Nothing of a batch is kept when the next one is begun. */
const BATCH = 200
/** With the time of a run and the pause to the next one, each payment's turn comes once a day. */
const DUE_AFTER_MS = 20 * 60 * 60 * 1000
/** If so many cannot be compared, something else is wrong than these payments. */
const MOST_FAILED = 50

/** What a run came to. */
export type ComparedPayments = {
  equal: number
  differing: number
  /** Ledger rows that could not be compared; the next run tries them again. */
  failed: string[]
}

export const compareDuePaymentsStepId = "compare-due-payments"

/**
 * Compares all payments that are due, batch by batch. What was compared is noted after each batch,
 * so a run may be cut off anywhere; there is nothing to undo. An outage of Stripe ends it, and of
 * the batch in hand nothing is noted that was not seen on both sides.
 */
export const compareDuePaymentsStep = createStep(
  compareDuePaymentsStepId,
  async (_: undefined, { container }) => {
    const { comparisons } = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const { reader } =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    if (reader.livemode === null) {
      return new StepResponse<ComparedPayments | null>(null)
    }
    const lock = await comparisons.begin()
    if (!lock) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .info(
          "storefront orders: comparing with Stripe: another run is under way"
        )
      return new StepResponse<ComparedPayments | null>(null)
    }
    try {
      const before = new Date(Date.now() - DUE_AFTER_MS)
      const run = new ComparingRun(container, comparisons, {
        livemode: reader.livemode,
        before,
      })
      await run.all(() => lock.held && !comparisons.stopped)
      return new StepResponse<ComparedPayments | null>(run.result)
    } finally {
      await lock.release()
    }
  }
)

class ComparingRun {
  readonly result: ComparedPayments = { equal: 0, differing: 0, failed: [] }
  private readonly logger: Logger
  private readonly startedAt = Date.now()

  constructor(
    private readonly container: MedusaContainer,
    private readonly comparisons: ComparisonDesk,
    private readonly selection: DueSelection
  ) {
    this.logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  }

  /** Goes on until nothing is due; an outage ends it with a line in the log. */
  async all(mayGoOn: () => boolean): Promise<void> {
    const due = await this.comparisons.countDue(this.selection)
    try {
      while (mayGoOn() && this.result.failed.length < MOST_FAILED) {
        const batch = await this.comparisons.due(
          this.selection,
          this.result.failed,
          BATCH
        )
        if (batch.length === 0) {
          return
        }
        await this.compare(batch, mayGoOn)
        this.logger.info(
          `storefront orders: compared with Stripe ${this.progress(due)}`
        )
      }
    } catch (error) {
      const { code, message } = summarizeFailure(error)
      this.logger.error(
        `storefront orders: comparing with Stripe stopped code=${code} ${this.progress(due)}: ${message}`
      )
    }
  }

  private async compare(
    batch: readonly ComparedPayment[],
    mayGoOn: () => boolean
  ): Promise<void> {
    const { equal, unclear } = await findDiffering(this.container, batch)
    await this.comparisons.noteEqual(equal)
    this.result.equal += equal.length
    for (const payment of unclear) {
      if (!mayGoOn()) {
        return
      }
      await this.compareOne(payment)
    }
  }

  /** One that cannot be compared must not hold up the others; an outage concerns them all. */
  private async compareOne({ id, payment }: ComparedPayment): Promise<void> {
    try {
      const { verdict } = await runWorkflow<Comparison>(
        this.container.resolve(Modules.WORKFLOW_ENGINE),
        "compare-payment",
        { payment }
      )
      if (verdict === "unsettled") {
        this.result.failed.push(id)
      } else {
        this.result[verdict === "equal" ? "equal" : "differing"] += 1
      }
    } catch (error) {
      const { retry, code, message } = summarizeFailure(error)
      if (retry === "outage") {
        throw error
      }
      this.result.failed.push(id)
      this.logger.error(
        `storefront orders: comparing with Stripe: payment=${payment} failed code=${code}: ${message}`
      )
    }
  }

  private progress(due: number): string {
    const { equal, differing, failed } = this.result
    return `due=${due} equal=${equal} differing=${differing} failed=${failed.length} duration_ms=${Date.now() - this.startedAt}`
  }
}
