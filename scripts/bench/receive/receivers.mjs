// @ts-check
import { join } from "node:path"
import { medusaCli } from "../../lib/medusa-build.mjs"
import { paths, projectRoot, typescript } from "../../lib/project-paths.mjs"
import { STRIPE_API_KEY, WEBHOOK_SECRET } from "./receiver.mjs"

/** @typedef {import("./receiver.mjs").Receiver} Receiver */

/** @param {number} port */
const medusaStart = (port) => [medusaCli, "start", "--port", String(port)]

/**
 * The built server as it is deployed, with the working off left to another
 * process.
 * @type {Receiver}
 */
export const backend = {
  name: "this backend",
  path: "/hooks/payment/stripe",
  health: "/health/ready",
  table: "stripe_event",
  prepare: async (bench, port) => {
    const databaseUrl = await bench.ownDatabase()
    const env = {
      ...bench.environment(),
      DATABASE_URL: databaseUrl,
      MEDUSA_WORKER_MODE: "server",
      STRIPE_API_KEY,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    }
    return { databaseUrl, env, args: medusaStart(port), cwd: paths.build }
  },
}

/** @type {Receiver} */
export const stripeSyncEngine = {
  name: "stripe-sync-engine",
  path: "/webhooks",
  health: "/health",
  table: "stripe.payment_intents",
  prepare: async (bench, port) => {
    const databaseUrl = await bench.createDatabase("bench_sync_engine")
    const order = {
      databaseUrl,
      port,
      stripeSecretKey: STRIPE_API_KEY,
      webhookSecret: WEBHOOK_SECRET,
    }
    const program = typescript("scripts/bench/receive/sync-engine-server.ts")
    return {
      databaseUrl,
      args: [...program, JSON.stringify(order)],
      cwd: projectRoot,
      env: { ...bench.environment(), NODE_ENV: "production" },
    }
  },
}

/**
 * Medusa's own hook route in a project that has nothing but Medusa's Stripe
 * provider. It answers before it has looked at the event, and keeps nothing.
 * @type {Receiver}
 */
export const stockMedusa = {
  name: "stock hook route",
  path: "/hooks/payment/stripe_stripe",
  health: "/health",
  table: null,
  prepare: async (bench, port) => {
    const cwd = join(import.meta.dirname, "..", "stock-medusa")
    const databaseUrl = await bench.createDatabase("bench_stock_medusa")
    const env = {
      ...bench.environment(),
      DATABASE_URL: databaseUrl,
      STRIPE_API_KEY,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    }
    await bench.migrate(cwd, env)
    return { databaseUrl, env, args: medusaStart(port), cwd }
  },
}
