import { logger } from "@medusajs/framework/logger"
import { Modules, defineConfig, loadEnv } from "@medusajs/framework/utils"
import { readCaCertificate } from "./src/config/ca-certificate"
import { readEnvironment, readEnvironmentForBuild } from "./src/config/env"
import { LEGACY_STORE_MAPPINGS } from "./src/config/legacy-store"
import { readStockMapping } from "./src/config/stock-mapping"
import { maskConsole, maskLogger } from "./src/lib/masking/mask-output"
import { outliveLogReader } from "./src/lib/outlive-log-reader"

// First of all, and in every process: commands and migrations print too.
maskLogger(logger)
maskConsole(console)
outliveLogReader(process.stdout, process.stderr)

loadEnv(process.env.NODE_ENV ?? "development", process.cwd())

// Building compiles and connects to nothing, so it needs no settings.
const isBuild = process.argv[2] === "build"
const env = isBuild ? readEnvironmentForBuild() : readEnvironment(process.env)

const worksOff = env.MEDUSA_WORKER_MODE !== "server"
const stripe = env.STRIPE_API_KEY
  ? { apiKey: env.STRIPE_API_KEY, baseUrl: env.STRIPE_API_BASE_URL }
  : null
// Checked also where there is no legacy store yet: a wrong one must not wait for the day it is used.
const mapping = env.SUPABASE_STOCK_MAPPING
  ? readStockMapping(env.SUPABASE_STOCK_MAPPING)
  : LEGACY_STORE_MAPPINGS[env.SUPABASE_STOCK_PRESET]
const legacyStore = env.SUPABASE_DB_URL
  ? {
      url: env.SUPABASE_DB_URL,
      caCertificate: readCaCertificate(env.SUPABASE_CA_CERT),
      mapping,
    }
  : null

export default defineConfig({
  projectConfig: {
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    workerMode: env.MEDUSA_WORKER_MODE,
    http: {
      storeCors: env.STORE_CORS,
      adminCors: env.ADMIN_CORS,
      authCors: env.AUTH_CORS,
      jwtSecret: env.JWT_SECRET,
      cookieSecret: env.COOKIE_SECRET,
    },
  },
  modules: [
    {
      resolve: "./src/modules/stripe-inbox",
      dependencies: [Modules.WORKFLOW_ENGINE],
      options: {
        databaseUrl: env.DATABASE_URL,
        webhookSecrets: env.STRIPE_WEBHOOK_SECRETS,
        stripe,
        handlerWorkflowId: "process-stripe-event",
        worksOff,
        catchUp: {
          workflowId: "catch-up-with-stripe",
          everySeconds: env.STRIPE_CATCH_UP_SECONDS,
          days: env.STRIPE_CATCH_UP_DAYS,
          since: env.STRIPE_CATCH_UP_SINCE ?? null,
        },
        payloadRetentionDays: env.STRIPE_PAYLOAD_RETENTION_DAYS,
      },
    },
    {
      resolve: "./src/modules/storefront-orders",
      dependencies: [Modules.WORKFLOW_ENGINE],
      options: {
        databaseUrl: env.DATABASE_URL,
        callWorkflowId: "work-off-storefront-call",
        worksOff,
        policy: {
          restockOnRefund: env.STOREFRONT_RESTOCK_ON_REFUND,
          holdDisputed: env.STOREFRONT_HOLD_DISPUTED === "true",
        },
      },
    },
    {
      resolve: "./src/modules/supabase-sync",
      dependencies: [Modules.WORKFLOW_ENGINE],
      options: {
        databaseUrl: env.DATABASE_URL,
        legacyStore,
        foldWorkflowId: "fold-stock-changes",
        pushWorkflowId: "push-stock",
        reconcileWorkflowId: "reconcile-stock",
        checkWorkflowId: "check-noticed-stock",
        foldOrdersWorkflowId: "fold-order-changes",
        pushOrdersWorkflowId: "push-order-status",
        sellableRules: { uncountedQuantity: env.SUPABASE_UNCOUNTED_QUANTITY },
        editPolicy: env.SUPABASE_EDIT_POLICY,
        historyDays: env.SUPABASE_HISTORY_DAYS,
        worksOff,
      },
    },
    {
      // Medusa's own, with a check of secret keys that is remembered.
      resolve: "./src/modules/api-key",
      options: { databaseUrl: env.DATABASE_URL },
    },
    {
      resolve: "./src/modules/storefront-access",
      options: { databaseUrl: env.DATABASE_URL },
    },
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: [
          { resolve: "./src/modules/stripe-storefront", options: { stripe } },
          ...(stripe
            ? [
                {
                  resolve: "./src/modules/stripe-checkout",
                  id: "stripe",
                  options: {
                    ...stripe,
                    webhookSecret: env.STRIPE_WEBHOOK_SECRETS[0],
                    // An authorisation that nobody captures is lost after 7 days.
                    capture: true,
                  },
                },
              ]
            : []),
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/locking",
      options: {
        providers: [
          {
            resolve: "./src/modules/postgres-locking",
            id: "postgres-locking",
            is_default: !env.REDIS_URL,
            options: { databaseUrl: env.DATABASE_URL },
          },
          ...(env.REDIS_URL ? [redisLocking(env.REDIS_URL)] : []),
        ],
      },
    },
    ...(env.REDIS_URL ? redisModules(env.REDIS_URL) : []),
  ],
})

/** With several processes: events and workflows that they share. */
function redisModules(redisUrl: string) {
  return [
    { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
    {
      resolve: "@medusajs/medusa/workflow-engine-redis",
      options: { redis: { redisUrl } },
    },
  ]
}

function redisLocking(redisUrl: string) {
  return {
    resolve: "@medusajs/medusa/locking-redis",
    id: "locking-redis",
    is_default: true,
    options: { redisUrl },
  }
}
