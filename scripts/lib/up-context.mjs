// @ts-check
import { rmSync } from "node:fs"
import { loadCredentials } from "./credentials.mjs"
import { withoutProjectVariables } from "./environment.mjs"
import { describePortOwner, freePort } from "./ports.mjs"
import { postgresFolders } from "./postgres-home.mjs"
import { superuserUrl } from "./postgres.mjs"
import { paths } from "./project-paths.mjs"
import { Refusal } from "./refusal.mjs"
import { Stamps } from "./stamps.mjs"
import { parsePort } from "./up-options.mjs"

/**
 * What the steps of `up` know and find out.
 * @typedef {object} UpContext
 * @property {import("./environment.mjs").ProjectEnvironment} given by the caller
 * @property {import("./child-processes.mjs").ChildProcesses} children
 * @property {import("./credentials.mjs").Credentials} credentials
 * @property {Stamps} stamps
 * @property {{ server: number, postgres: number, stripe: number }} ports
 * @property {string} databaseUrl
 * @property {string} databaseId which database the stamps speak of; set once it
 *   is there
 * @property {string} legacyId the same of the stand-in legacy store
 * @property {string} legacyAdminUrl of the stand-in legacy store; empty where
 *   SUPABASE_DB_URL is given
 * @property {string} supabaseDbUrl
 * @property {string} stripeApiKey
 * @property {string} webhookSecret
 * @property {string | null} stripeUrl of the stand-in; null where the real
 *   Stripe is used
 * @property {boolean} ownsAdmin whether the admin login is one made here
 * @property {string[]} notes to be read beside the table
 */

/**
 * @param {import("./environment.mjs").ProjectEnvironment} given
 * @throws {Refusal} where what is given does not fit together
 */
export function checkGiven(given) {
  if (given.STRIPE_API_KEY && !given.STRIPE_WEBHOOK_SECRET) {
    throw new Refusal(
      "STRIPE_API_KEY is set, STRIPE_WEBHOOK_SECRET is not. The server could not " +
        "tell Stripe's events from anybody's. Set it (it begins with whsec_; the " +
        "Stripe dashboard shows it beside the webhook endpoint, and so does " +
        "“stripe listen”), or unset STRIPE_API_KEY to use the stand-in.",
      { exitCode: 2 }
    )
  }
}

/** Removes what `--fresh` begins anew; the packages and the build stay. */
export function removeState() {
  const kept = [paths.credentials, paths.stamps, paths.ready, paths.stripeState]
  for (const path of [...kept, ...postgresFolders(paths.postgres)]) {
    rmSync(path, { recursive: true, force: true })
  }
}

/**
 * @param {number | undefined} asked for by the caller
 * @param {string[]} notes
 */
async function chooseServerPort(asked, notes) {
  const wanted = asked ?? 9000
  const port = await freePort(wanted)
  if (port === wanted) return port
  const taken = `Port ${wanted} is taken by ${describePortOwner(wanted)}`
  if (asked !== undefined) {
    throw new Refusal(`${taken}. Choose another one with --port.`)
  }
  notes.push(`${taken}; the server uses ${port}.`)
  return port
}

/**
 * @param {import("./up-options.mjs").UpOptions} options
 * @param {import("./environment.mjs").ProjectEnvironment} given
 * @param {import("./child-processes.mjs").ChildProcesses} children
 * @returns {Promise<UpContext>}
 */
export async function createUpContext(options, given, children) {
  /** @type {string[]} */
  const notes = []
  const fromEnvironment = given.PORT ? parsePort(given.PORT, "PORT") : undefined
  const server = await chooseServerPort(options.port ?? fromEnvironment, notes)
  const postgres = await freePort(54_320)
  const stripe = await freePort(12_111)
  const credentials = loadCredentials(paths.credentials)
  const embedded = (/** @type {string} */ name) =>
    superuserUrl(postgres, credentials.postgresPassword, name)
  return {
    given,
    children,
    credentials,
    stamps: new Stamps(paths.stamps),
    ports: { server, postgres, stripe },
    databaseUrl: given.DATABASE_URL ?? embedded("medusa"),
    databaseId: "",
    legacyId: "",
    legacyAdminUrl: given.SUPABASE_DB_URL ? "" : embedded("legacy_store"),
    supabaseDbUrl: given.SUPABASE_DB_URL ?? "",
    stripeApiKey: given.STRIPE_API_KEY ?? credentials.stripeApiKey,
    webhookSecret: given.STRIPE_WEBHOOK_SECRET ?? credentials.webhookSecret,
    stripeUrl: given.STRIPE_API_KEY ? null : `http://127.0.0.1:${stripe}`,
    ownsAdmin: true,
    notes,
  }
}

/**
 * @param {UpContext} context
 * @returns {NodeJS.ProcessEnv} for Medusa's own commands and the server
 */
export function medusaEnvironment(context) {
  const { given, credentials, ports } = context
  const origin = `http://localhost:${ports.server}`
  const stripeBase = context.stripeUrl ?? given.STRIPE_API_BASE_URL
  const passedOn = /** @type {const} */ ([
    "SUPABASE_STOCK_PRESET",
    "SUPABASE_STOCK_MAPPING",
    "SUPABASE_CA_CERT",
    "SUPABASE_EDIT_POLICY",
    "SUPABASE_UNCOUNTED_QUANTITY",
    "SUPABASE_RECONCILE_SECONDS",
    "SUPABASE_HISTORY_DAYS",
    "STRIPE_CATCH_UP_SECONDS",
    "STRIPE_CATCH_UP_DAYS",
    "STRIPE_CATCH_UP_SINCE",
    "STRIPE_PAYLOAD_RETENTION_DAYS",
    "REDIS_URL",
    "METRICS_TOKEN",
  ])
  return {
    ...withoutProjectVariables(process.env),
    ...Object.fromEntries(
      passedOn.flatMap((name) => (given[name] ? [[name, given[name]]] : []))
    ),
    // In production the session cookie is for HTTPS only, and this is localhost;
    // in development Medusa would start Vite beside the admin that was built.
    NODE_ENV: "demo",
    MEDUSA_DISABLE_TELEMETRY: "true",
    DATABASE_URL: context.databaseUrl,
    SUPABASE_DB_URL: context.supabaseDbUrl,
    STRIPE_API_KEY: context.stripeApiKey,
    STRIPE_WEBHOOK_SECRET: context.webhookSecret,
    ...(stripeBase ? { STRIPE_API_BASE_URL: stripeBase } : {}),
    PORT: String(ports.server),
    JWT_SECRET: given.JWT_SECRET ?? credentials.jwtSecret,
    COOKIE_SECRET: given.COOKIE_SECRET ?? credentials.cookieSecret,
    STORE_CORS: given.STORE_CORS ?? origin,
    ADMIN_CORS: given.ADMIN_CORS ?? origin,
    AUTH_CORS: given.AUTH_CORS ?? origin,
  }
}
