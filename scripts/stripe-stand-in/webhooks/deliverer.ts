import { setMaxListeners } from "node:events"
import { Agent } from "node:http"
import { Agent as HttpsAgent } from "node:https"
import { setTimeout as wait } from "node:timers/promises"
import type Stripe from "stripe"
import type { Faults } from "../faults"
import type { SignOptions } from "./sign"
import { tryDelivery, type TryResult } from "./try-delivery"

/** One try to hand an event to one endpoint. */
export interface DeliveryAttempt extends TryResult {
  event_id: string
  type: string
  url: string
  attempt: number
  /** ISO 8601, UTC. */
  at: string
}

export interface DelivererOptions {
  urls: string[]
  secret: string
  /** The pause before the second try; each further pause is longer by as much. */
  retryDelayMs: number
  maxAttempts: number
  attemptTimeoutMs: number
  /** Called when every endpoint has taken the event. */
  onDelivered: (eventId: string) => void
}

export interface DeliverOptions extends SignOptions {
  /** How many copies are sent at once. */
  times?: number
}

const MAX_SOCKETS = 64

/** Sends events to the configured endpoints, signed, until each has answered 2xx. */
export class WebhookDeliverer {
  private readonly log: DeliveryAttempt[] = []
  private readonly stopped = new AbortController()
  private readonly agents = {
    http: new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
  }
  private readonly running = new Set<Promise<void>>()

  constructor(
    private readonly options: DelivererOptions,
    private readonly faults: Faults
  ) {
    // Every request under way listens for the end of the stand-in; there is no leak to warn of.
    setMaxListeners(0, this.stopped.signal)
  }

  get endpoints(): number {
    return this.options.urls.length
  }

  attempts(): DeliveryAttempt[] {
    return [...this.log]
  }

  /**
   * Sends the events of one moment. First tries go out one after another, so that their order is
   * what the faults say it is; further tries of one event do not hold up the others.
   */
  send(events: readonly Stripe.EventBase[], copies = 1): void {
    this.options.urls.forEach((url) => {
      this.track(this.sendAll(events, url, copies))
    })
  }

  /** Sends one event again, `times` at once, without further tries. */
  async redeliver(
    event: Stripe.EventBase,
    options: DeliverOptions = {}
  ): Promise<DeliveryAttempt[]> {
    const copies = Array.from({ length: options.times ?? 1 })
    const tries = this.options.urls.flatMap((url) =>
      copies.map(() => this.attempt(event, url, 1, options))
    )
    const attempts = Promise.all(tries)
    this.track(attempts.then(() => undefined))
    return attempts
  }

  /** Resolves when nothing is being sent and no further try is waiting. */
  async idle(): Promise<void> {
    while (this.running.size > 0) {
      await Promise.all(this.running)
    }
  }

  async close(): Promise<void> {
    this.stopped.abort()
    await this.idle()
    this.agents.http.destroy()
    this.agents.https.destroy()
  }

  private async sendAll(
    events: readonly Stripe.EventBase[],
    url: string,
    copies: number
  ): Promise<void> {
    const { duplicate, reorder, delay_ms } = this.faults.delivery
    await this.pause(delay_ms)
    for (const event of reorder ? events.toReversed() : events) {
      if (this.faults.takeDrop()) {
        this.record(event, url, {
          attempt: 1,
          status: null,
          ms: 0,
          outcome: "dropped",
        })
        continue
      }
      for (let copy = 0; copy < copies + duplicate; copy++) {
        await this.sendOne(event, url)
      }
    }
  }

  private async sendOne(event: Stripe.EventBase, url: string): Promise<void> {
    const first = await this.attempt(event, url, 1)
    if (first.outcome === "delivered") {
      this.options.onDelivered(event.id)
    } else {
      this.track(this.retry(event, url))
    }
  }

  private async retry(event: Stripe.EventBase, url: string): Promise<void> {
    for (let attempt = 2; attempt <= this.options.maxAttempts; attempt++) {
      await this.pause(this.options.retryDelayMs * (attempt - 1))
      if (this.stopped.signal.aborted) {
        return
      }
      const { outcome } = await this.attempt(event, url, attempt)
      if (outcome === "delivered") {
        this.options.onDelivered(event.id)
        return
      }
    }
  }

  private async attempt(
    event: Stripe.EventBase,
    url: string,
    attempt: number,
    sign: SignOptions = {}
  ): Promise<DeliveryAttempt> {
    const result = await tryDelivery(
      Buffer.from(JSON.stringify(event, null, 2)),
      { secret: this.options.secret, ...sign },
      {
        url,
        agents: this.agents,
        timeoutMs: this.options.attemptTimeoutMs,
        signal: this.stopped.signal,
      }
    )
    return this.record(event, url, { attempt, ...result })
  }

  private record(
    event: Stripe.EventBase,
    url: string,
    result: TryResult & { attempt: number }
  ): DeliveryAttempt {
    const at = new Date().toISOString()
    const attempt = { event_id: event.id, type: event.type, url, at, ...result }
    this.log.push(attempt)
    return attempt
  }

  /** Ends early, without an error, when the stand-in closes. */
  private async pause(ms: number): Promise<void> {
    if (ms > 0) {
      await wait(ms, undefined, { signal: this.stopped.signal }).catch(
        () => undefined
      )
    }
  }

  private track(work: Promise<void>): void {
    const settled = work.finally(() => this.running.delete(settled))
    this.running.add(settled)
  }
}
