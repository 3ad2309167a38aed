/*
 * @supabase/stripe-sync-engine behind Fastify, as its own documentation has it:
 * the raw body goes to processWebhook, which checks and stores it.
 */
import { StripeSync, runMigrations } from "@supabase/stripe-sync-engine"
import Fastify from "fastify"
import { z } from "@medusajs/framework/zod"

const orderSchema = z.strictObject({
  databaseUrl: z.string(),
  port: z.number(),
  stripeSecretKey: z.string(),
  webhookSecret: z.string(),
})

async function serve(order: z.infer<typeof orderSchema>): Promise<void> {
  // The engine logs a line an event, as Medusa logs a line a request; Fastify's
  // own two lines a request would be more than the others have.
  const app = Fastify({ logger: true, disableRequestLogging: true })
  await runMigrations({
    databaseUrl: order.databaseUrl,
    schema: "stripe",
    logger: app.log,
  })
  const sync = new StripeSync({
    poolConfig: { connectionString: order.databaseUrl },
    stripeSecretKey: order.stripeSecretKey,
    stripeWebhookSecret: order.webhookSecret,
    logger: app.log,
  })
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    (_request, body, done) => done(null, body)
  )
  app.get("/health", () => "OK")
  app.post("/webhooks", async (request) => {
    await sync.processWebhook(request.body, request.headers["stripe-signature"])
    return { received: true }
  })
  await app.listen({ host: "127.0.0.1", port: order.port })
}

void serve(orderSchema.parse(JSON.parse(process.argv[2] ?? "null")))
