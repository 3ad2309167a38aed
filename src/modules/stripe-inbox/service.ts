import type { IWorkflowEngineService, Logger } from "@medusajs/framework/types"
import { MedusaService, Modules } from "@medusajs/framework/utils"
import type { Pool } from "pg"
import type Stripe from "stripe"
import { createPool } from "../../lib/create-pool"
import {
  DurableQueue,
  type Settlement,
  WokenWorker,
} from "../../lib/durable-queue"
import { passingError, summarizeFailure } from "../../lib/errors"
import { runWorkflow } from "../../lib/run-workflow"
import { createStripeClient } from "../../lib/stripe"
import { storeEvent } from "./client/event-store"
import { fetchStripePayment } from "./client/stripe-payments"
import { verifyDelivery } from "./domain/verify-delivery"
import { DeliveryRefusedError } from "./errors"
import { StripeCatchUp } from "./models/stripe-catch-up"
import { StripeEvent } from "./models/stripe-event"
import { StripeEventAttempt } from "./models/stripe-event-attempt"
import { StripeRefusal } from "./models/stripe-refusal"
import type { EventOutcome, StripeInboxOptions, StripePayment } from "./types"

const WAKE_CHANNEL = "stripe_inbox"
/** Receiving has connections of its own: nothing else in the process can starve it. */
const RECEIVE_CONNECTIONS = 8
const WORK_CONNECTIONS = 4
const CONCURRENT_EVENTS = 4
/** Stripe is to hear within 2 s that the database is out, or no longer answers. */
const RECEIVE_TIMEOUT_MS = 1_500

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
  private readonly receivePool: Pool
  private readonly workPool: Pool
  private readonly stripe: Stripe | null
  private readonly worker: WokenWorker

  constructor(
    private readonly cradle: InjectedDependencies,
    private readonly options: StripeInboxOptions
  ) {
    super(...arguments)
    const { databaseUrl: connectionString } = options
    this.receivePool = createPool(
      "stripe-inbox receive",
      {
        connectionString,
        max: RECEIVE_CONNECTIONS,
        connectionTimeoutMillis: RECEIVE_TIMEOUT_MS,
        query_timeout: RECEIVE_TIMEOUT_MS,
      },
      cradle.logger
    )
    this.workPool = createPool(
      "stripe-inbox work",
      { connectionString, max: WORK_CONNECTIONS },
      cradle.logger
    )
    this.stripe = options.stripe ? createStripeClient(options.stripe) : null
    this.queue = new DurableQueue(this.workPool, {
      jobs: "stripe_event",
      attempts: "stripe_event_attempt",
    })
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
  }

  __hooks = {
    onApplicationStart: () => {
      if (this.options.worksOff) {
        this.worker.start()
      }
      return Promise.resolve()
    },
    onApplicationPrepareShutdown: async () => {
      await this.worker.stop()
    },
    onApplicationShutdown: async () => {
      await Promise.all([this.receivePool.end(), this.workPool.end()])
    },
  }

  /**
   * Verifies a delivery and stores it. Once this returns, the event is committed.
   *
   * @param delivery the body's raw bytes and the `Stripe-Signature` header.
   * @returns whether the event was there already.
   * @throws DeliveryRefusedError when it is not Stripe's, stale or malformed: nothing is kept.
   * @throws InboxUnavailableError when it could not be stored: Stripe must send it again.
   */
  async receive(delivery: {
    body: Buffer
    signature: string | string[] | undefined
  }): Promise<{ eventId: string; type: string; duplicate: boolean }> {
    const verified = verifyDelivery(delivery, this.options.webhookSecrets)
    this.refuseOtherMode(verified.event)
    const stored = await storeEvent(this.receivePool, verified)
    if (stored) {
      this.wake()
    }
    return {
      eventId: verified.event.id,
      type: verified.event.type,
      duplicate: !stored,
    }
  }

  /**
   * Everything of a payment that an order is made from, fresh from Stripe.
   *
   * @param payment a PaymentIntent's or Checkout Session's id.
   * @returns null where no Checkout Session belongs to the PaymentIntent.
   * @throws WorkError
   */
  async fetchPayment(payment: string): Promise<StripePayment | null> {
    if (!this.stripe) {
      throw passingError("stripe_not_configured", "STRIPE_API_KEY is not set")
    }
    return fetchStripePayment(this.stripe, payment)
  }

  private wake(): void {
    this.worker.wake()
    if (!this.options.worksOff) {
      // A wake-up lost on the way costs a second: the other process polls.
      this.receivePool
        .query("SELECT pg_notify($1, '')", [WAKE_CHANNEL])
        .catch((error: unknown) => {
          const { message } = summarizeFailure(error)
          this.cradle.logger.warn(`stripe inbox: ${message}`)
        })
    }
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

  /** A test event must not make an order in the shop, nor a live one in a trial. */
  private refuseOtherMode(event: Stripe.Event): void {
    const key = this.options.stripe?.apiKey
    if (key && event.livemode !== isLiveKey(key)) {
      throw new DeliveryRefusedError(
        "mode_mismatch",
        event.livemode
          ? "A live event reached an endpoint that works with a test key"
          : "A test event reached an endpoint that works with a live key"
      )
    }
  }
}

function isLiveKey(key: string): boolean {
  return /^(sk|rk)_live_/.test(key)
}
