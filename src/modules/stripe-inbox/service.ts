import type { IWorkflowEngineService, Logger } from "@medusajs/framework/types"
import { MedusaService, Modules } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import {
  DurableQueue,
  Notifier,
  type Settlement,
  WokenWorker,
} from "../../lib/durable-queue"
import { passingError, summarizeFailure } from "../../lib/errors"
import { runWorkflow } from "../../lib/run-workflow"
import {
  type RefundOrder,
  type RefundResult,
  createStripeClient,
  refundOnce,
} from "../../lib/stripe"
import { CatchUp } from "./client/catch-up"
import { EventDesk } from "./client/event-desk"
import { EventIntake } from "./client/event-intake"
import { type InboxPools, openInboxPools } from "./client/inbox-pools"
import { RefusalCounter } from "./client/refusal-counter"
import { forgetRefusals, prunePayloads } from "./client/retention"
import { fetchStripePayment } from "./client/stripe-payments"
import { StripeReader } from "./client/stripe-reader"
import { listStripeRefunds } from "./client/stripe-refunds"
import { isLiveKey, refuseOtherMode } from "./domain/stripe-mode"
import { verifyDelivery } from "./domain/verify-delivery"
import { INBOX_TABLES, WAKE_CHANNEL } from "./inbox-queue"
import { StripeCatchUp } from "./models/stripe-catch-up"
import { StripeEvent } from "./models/stripe-event"
import { StripeEventAttempt } from "./models/stripe-event-attempt"
import { StripeRefusal } from "./models/stripe-refusal"
import type {
  EventOutcome,
  ReceivedEvent,
  StripeInboxOptions,
  StripePayment,
  StripeRefund,
} from "./types"

const CONCURRENT_EVENTS = 4
const RECEIVE_COMMITS = 2
/** Of the 2 s in which Stripe is to hear that an event could not be stored. */
const RECEIVE_PATIENCE_MS = 1_800
/** How long refused deliveries are counted back. */
const REFUSALS_KEPT_DAYS = 90

type InjectedDependencies = {
  logger: Logger
  [Modules.WORKFLOW_ENGINE]: IWorkflowEngineService
}

/** Keeps every Stripe event as received, and sees that each is worked off. */
export class StripeInboxModuleService extends MedusaService({
  StripeEvent,
  StripeEventAttempt,
  StripeCatchUp,
  StripeRefusal,
}) {
  readonly queue: DurableQueue
  /** Null where Stripe is not configured. */
  readonly catchUp: CatchUp | null
  readonly desk: EventDesk
  readonly reader: StripeReader
  private readonly pools: InboxPools
  private readonly stripe: Stripe | null
  private readonly worker: WokenWorker
  private readonly intake: EventIntake
  private readonly notifier: Notifier
  private readonly refusals: RefusalCounter

  constructor(
    private readonly cradle: InjectedDependencies,
    private readonly options: StripeInboxOptions
  ) {
    super(...arguments)
    const { databaseUrl: connectionString } = options
    this.pools = openInboxPools(connectionString, cradle.logger)
    this.intake = new EventIntake(this.pools.receive, {
      commits: RECEIVE_COMMITS,
      patienceMs: RECEIVE_PATIENCE_MS,
      onStored: () => {
        this.wake()
      },
    })
    this.notifier = new Notifier(this.pools.receive, WAKE_CHANNEL, this.warn)
    this.refusals = new RefusalCounter(this.pools.receive, this.warn)
    this.stripe = options.stripe ? createStripeClient(options.stripe) : null
    this.reader = new StripeReader(
      this.stripe,
      options.stripe ? isLiveKey(options.stripe.apiKey) : null
    )
    this.queue = new DurableQueue(this.pools.work, INBOX_TABLES)
    this.worker = new WokenWorker({
      connectionString,
      channel: WAKE_CHANNEL,
      queue: this.queue,
      log: cradle.logger,
      batchSize: 1,
      concurrency: CONCURRENT_EVENTS,
      handle: async ([job]) =>
        new Map(job ? [[job.id, await this.workOff(job.id)]] : []),
    })
    this.catchUp = this.stripe ? this.openCatchUp(this.stripe) : null
    this.desk = new EventDesk(this.pools.desk, this.queue, () => {
      this.worker.wake()
    })
  }

  __hooks = {
    onApplicationStart: () => {
      if (this.options.worksOff) {
        this.worker.start()
        this.catchUp?.start()
      }
      return Promise.resolve()
    },
    onApplicationPrepareShutdown: async () => {
      this.catchUp?.stop()
      await Promise.all([this.worker.stop(), this.refusals.flush()])
    },
    onApplicationShutdown: async () => {
      await this.pools.end()
    },
  }

  /**
   * Verifies a delivery and stores it. Once this returns, the event is committed.
   *
   * @param delivery the body's raw bytes and the `Stripe-Signature` header.
   * @throws DeliveryRefusedError when it is not Stripe's, stale or malformed: nothing is kept.
   * @throws InboxUnavailableError when it could not be stored: Stripe must send it again.
   */
  async receive(delivery: {
    body: Buffer
    signature: string | string[] | undefined
  }): Promise<ReceivedEvent> {
    const event = verifyDelivery(delivery, this.options.webhookSecrets)
    refuseOtherMode(event, this.options.stripe?.apiKey)
    const isNew = await this.intake.store(event)
    return {
      eventId: event.id,
      type: event.type,
      createdAt: event.created,
      duplicate: !isNew,
    }
  }

  /** Counts a delivery that was refused, by its code, for staff to see. */
  countRefusal(code: string): void {
    this.refusals.add(code)
  }

  /**
   * Everything of a payment that an order is made from, fresh from Stripe.
   *
   * @param payment a PaymentIntent's or Checkout Session's id.
   * @returns null where no Checkout Session belongs to the PaymentIntent.
   * @throws WorkError
   */
  async fetchPayment(payment: string): Promise<StripePayment | null> {
    return fetchStripePayment(this.stripeClient(), payment)
  }

  /** All refunds of a PaymentIntent as Stripe has them, oldest first. @throws WorkError */
  async listRefunds(paymentIntent: string): Promise<StripeRefund[]> {
    return listStripeRefunds(this.stripeClient(), paymentIntent)
  }

  /** Pays a refund out, once for each Refund of Medusa's, however often it is asked. */
  async refund(order: RefundOrder): Promise<RefundResult> {
    return refundOnce(this.stripeClient(), order)
  }

  /** Takes away payloads whose time is over, at most `limit`. @returns how many. */
  prunePayloads(limit: number): Promise<number> {
    return prunePayloads(this.pools.work, {
      olderThanDays: this.options.payloadRetentionDays,
      limit,
    })
  }

  /** Deletes the counts of refused deliveries whose time is over. @returns how many. */
  forgetRefusals(): Promise<number> {
    return forgetRefusals(this.pools.work, REFUSALS_KEPT_DAYS)
  }

  private stripeClient(): Stripe {
    if (!this.stripe) {
      throw passingError("stripe_not_configured", "STRIPE_API_KEY is not set")
    }
    return this.stripe
  }

  private openCatchUp(stripe: Stripe): CatchUp {
    const { catchUp: options } = this.options
    return new CatchUp({
      pool: this.pools.work,
      stripe,
      livemode: isLiveKey(this.options.stripe?.apiKey ?? ""),
      options,
      run: (trigger) =>
        runWorkflow(this.cradle[Modules.WORKFLOW_ENGINE], options.workflowId, {
          trigger,
        }),
      wake: () => {
        this.wake()
      },
      log: this.cradle.logger,
    })
  }

  private wake(): void {
    this.worker.wake()
    if (!this.options.worksOff) {
      this.notifier.notify()
    }
  }

  private readonly warn = (error: unknown): void => {
    this.cradle.logger.warn(`stripe inbox: ${summarizeFailure(error).message}`)
  }

  private async workOff(eventId: string): Promise<Settlement> {
    try {
      return await runWorkflow<EventOutcome>(
        this.cradle[Modules.WORKFLOW_ENGINE],
        this.options.handlerWorkflowId,
        { event_id: eventId }
      )
    } catch (error) {
      const failure = summarizeFailure(error)
      this.cradle.logger.error(
        `stripe inbox: event_id=${eventId} failed code=${failure.code} retry=${failure.retry}: ${failure.message}`
      )
      return { kind: "failed", failure }
    }
  }
}
