import { Agent, request } from "node:http"
import { setTimeout as delay } from "node:timers/promises"
import type { Shop } from "./shop"

/** How a delivery was answered. */
export type EventAnswer = {
  status: number
  /** Seconds; null where the answer names none. */
  retryAfter: number | null
  /** Until the answer was there. */
  ms: number
}

const TOO_BUSY = 503
const BETWEEN_MS = 500
const MOST_AGAIN = 20

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/**
 * Posts an event to the backend as Stripe does, once, whatever the answer.
 *
 * @param event its object, or the bytes as they are
 * @param secret signs it; the shop's own, unless told
 */
export async function postEvent(
  shop: Shop,
  event: object | string,
  secret?: string
): Promise<EventAnswer> {
  const body = typeof event === "string" ? event : JSON.stringify(event)
  const signature = shop.stripe.sign(body, secret ? { secret } : {})
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const post = request(
      `${shop.url}/hooks/payment/stripe`,
      {
        agent,
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "stripe-signature": signature,
        },
      },
      (answer) => {
        const retryAfter = answer.headers["retry-after"]
        answer.resume().on("end", () => {
          resolve({
            status: answer.statusCode ?? 0,
            retryAfter: retryAfter === undefined ? null : Number(retryAfter),
            ms: performance.now() - started,
          })
        })
      }
    )
    post.on("error", reject).end(body)
  })
}

/**
 * Sends something until it is taken or refused: a backend that is too busy asks to come again.
 *
 * @returns the last answer, and how often it asked for that
 */
export async function comingAgain<T extends { status: number }>(
  send: () => Promise<T>
): Promise<T & { again: number }> {
  for (let again = 0; ; again++) {
    const answer = await send()
    if (answer.status !== TOO_BUSY || again === MOST_AGAIN) {
      return { ...answer, again }
    }
    await delay(BETWEEN_MS)
  }
}

/** Posts an event as Stripe does: again where the backend is too busy. */
export function deliverEvent(
  shop: Shop,
  event: object | string
): Promise<EventAnswer & { again: number }> {
  return comingAgain(() => postEvent(shop, event))
}

/** Does the same with each thing, so many at a time, in their order. */
export async function inLanes<T, R>(
  lanes: number,
  things: readonly T[],
  work: (thing: T) => Promise<R>
): Promise<R[]> {
  const results: R[] = []
  const waiting = things.entries()
  const lane = async (): Promise<void> => {
    for (const [index, thing] of waiting) {
      results[index] = await work(thing)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}
