import { Counter, Histogram } from "prom-client"
import { processMetrics } from "../../../lib/process-metrics"

const deliveries = new Counter({
  name: "storefront_stripe_deliveries_total",
  help: "Deliveries to the hook of Stripe that this process answered, by what came of them",
  labelNames: ["outcome"],
  registers: [processMetrics],
})

const refused = new Counter({
  name: "storefront_stripe_deliveries_refused_total",
  help: "Deliveries to the hook of Stripe that this process refused, by the code of the answer",
  labelNames: ["code"],
  registers: [processMetrics],
})

const age = new Histogram({
  name: "storefront_stripe_event_age_seconds",
  help: "From when Stripe made an event, to the second, until this process had stored it; duplicates are left out",
  buckets: [2, 5, 15, 60, 300, 3_600, 86_400],
  registers: [processMetrics],
})

/**
 * - `stored`, `duplicate`: taken
 * - `refused`: not a delivery of Stripe's, or not as it must be
 * - `unavailable`: could not be stored; Stripe sends it again
 * - `error`: a fault of ours; Stripe sends it again
 */
const OUTCOMES = [
  "stored",
  "duplicate",
  "refused",
  "unavailable",
  "error",
] as const

for (const outcome of OUTCOMES) {
  deliveries.inc({ outcome }, 0)
}
// The one that is to be alarmed on: a secret that does not fit goes unnoticed else.
refused.inc({ code: "signature_invalid" }, 0)

export function countDelivery(outcome: (typeof OUTCOMES)[number]): void {
  deliveries.inc({ outcome })
}

/** @param createdAt when Stripe made the event */
export function countStored(createdAt: Date): void {
  countDelivery("stored")
  age.observe(Math.max(0, Date.now() - createdAt.getTime()) / 1_000)
}

/** @param code of this project's own, as in the answer */
export function countRefused(code: string): void {
  countDelivery("refused")
  refused.inc({ code })
}
