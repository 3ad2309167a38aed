import { setTimeout as delay } from "node:timers/promises"
import Stripe from "stripe"
import { isRecord } from "../../src/lib/unknown-values"

/** Between tries; Stripe's own are hours apart. */
const AGAIN_MS = 50

/** What became of an event's deliveries. */
export type Sent = {
  id: string
  payment: string
  /** As it was sent. */
  payload: string
  /** Deliveries that had no 2xx. */
  failed: number
  /** What each 2xx said: whether the event was there already. */
  duplicates: boolean[]
}

/** Delivers events as Stripe does: signed, and again until each delivery has its 2xx. */
export class EventSender {
  readonly events: Sent[] = []
  private readonly underWay = new Set<Promise<void>>()
  private isClosed = false

  /** @param urls the endpoint's processes; who fails at one tries the next */
  constructor(
    private readonly urls: readonly string[],
    private readonly secret: string
  ) {}

  /**
   * Sends an event of a payment.
   *
   * @param first the process that gets the first try
   * @param copies sent at once
   */
  send(id: string, payment: string, first: number, copies: number): void {
    const sent: Sent = {
      id,
      payment,
      payload: payloadOf(id, payment),
      failed: 0,
      duplicates: [],
    }
    this.events.push(sent)
    for (let copy = 0; copy < copies; copy++) {
      const delivery = this.deliver(sent, first).finally(() =>
        this.underWay.delete(delivery)
      )
      this.underWay.add(delivery)
    }
  }

  /** Resolves when every delivery has its 2xx. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) {
      await Promise.all(this.underWay)
    }
  }

  /** Gives up what has no 2xx yet. */
  close(): void {
    this.isClosed = true
  }

  private async deliver(sent: Sent, first: number): Promise<void> {
    for (let number = first; !this.isClosed; number++) {
      const url = this.urls[number % this.urls.length] ?? ""
      const duplicate = await this.post(url, sent.payload).catch(() => null)
      if (duplicate !== null) {
        sent.duplicates.push(duplicate)
        return
      }
      sent.failed += 1
      await delay(AGAIN_MS)
    }
  }

  /** @returns null where the answer is no 2xx. @throws where there is no answer */
  private async post(url: string, payload: string): Promise<boolean | null> {
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "stripe-signature": Stripe.webhooks.generateTestHeaderString({
          payload,
          secret: this.secret,
        }),
      },
      body: payload,
    })
    if (!answer.ok) {
      return null
    }
    // Stripe takes the status for the answer; the body may be cut off.
    const body: unknown = await answer.json().catch(() => null)
    return isRecord(body) && body.duplicate === true
  }
}

function payloadOf(id: string, payment: string): string {
  const event = {
    id,
    object: "event",
    api_version: Stripe.API_VERSION,
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    type: "payment_intent.succeeded",
    data: { object: { id: payment, object: "payment_intent" } },
  }
  return JSON.stringify(event, null, 2)
}
