import Stripe from "stripe"

/** The version whose shapes this code reads. Objects are fetched with it whatever version an event came in. */
export const STRIPE_API_VERSION =
  "2026-10-28.endive" satisfies typeof Stripe.API_VERSION

/** Answers slower than this count as none: a worker must not hang on a dead connection. */
const TIMEOUT_MS = 20_000

/** How to reach Stripe. */
export type StripeConnection = {
  apiKey: string
  /** Another host than Stripe's own, such as http://localhost:12111: for tests and the demo. */
  baseUrl?: string
}

/** A client with the pinned API version; it repeats failed calls twice, with one idempotency key. */
export function createStripeClient({
  apiKey,
  baseUrl,
}: StripeConnection): Stripe {
  return new Stripe(apiKey, {
    apiVersion: STRIPE_API_VERSION,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 2,
    telemetry: false,
    ...(baseUrl ? hostOf(baseUrl) : {}),
  })
}

/** Where a client of Stripe's SDK sends its requests. */
export type StripeHost = {
  host: string
  port: string | number
  protocol: "http" | "https"
}

/** @param baseUrl such as http://localhost:12111; what follows the port is left out. */
export function hostOf(baseUrl: string): StripeHost {
  const url = new URL(baseUrl)
  const protocol = url.protocol === "https:" ? "https" : "http"
  return {
    host: url.hostname,
    port: url.port || (protocol === "https" ? 443 : 80),
    protocol,
  }
}
