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

function hostOf(
  baseUrl: string
): Pick<Stripe.StripeConfig, "host" | "port" | "protocol"> {
  const url = new URL(baseUrl)
  const protocol = url.protocol === "https:" ? "https" : "http"
  return {
    host: url.hostname,
    port: url.port || (protocol === "https" ? 443 : 80),
    protocol,
  }
}
