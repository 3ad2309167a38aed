/*
 * The load generator, a process of its own: posts signed events, each once, and
 * prints what came of it as JSON.
 */
import { z } from "@medusajs/framework/zod"
import { type Load, flood } from "./flood"
import { pace } from "./pace"
import { signedEvents } from "./signed-events"

const orderSchema = z.strictObject({
  url: z.string(),
  secret: z.string(),
  connections: z.number().int().positive(),
  /** A multiple of `connections`. */
  count: z.number().int().positive(),
  /** Events a second over all connections; without it as fast as answers come. */
  rate: z.number().positive().optional(),
})

async function main({
  count,
  secret,
  rate,
  ...target
}: z.infer<typeof orderSchema>): Promise<void> {
  // Signed before the clock starts: that must not weigh on it.
  const events = signedEvents(count, secret).map(({ body, signature }) => ({
    body,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "stripe-signature": signature,
      "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    },
  }))
  const load = rate
    ? await pace(target, events, rate)
    : await flood(target, events)
  process.stdout.write(JSON.stringify(summarize(load)))
}

function summarize({ accepted, refused, seconds, millis }: Load) {
  const sorted = millis.toSorted((a, b) => a - b)
  const p99Ms = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN
  return { accepted, refused, seconds, p99Ms }
}

void main(orderSchema.parse(JSON.parse(process.argv[2] ?? "null")))
