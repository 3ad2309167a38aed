// @ts-check
import { existsSync } from "node:fs"
import { join } from "node:path"
import { projectRoot } from "./project-paths.mjs"

/** The variables that the backend reads. */
export const projectVariables = /** @type {const} */ ([
  "DATABASE_URL",
  "SUPABASE_DB_URL",
  "SUPABASE_STOCK_PRESET",
  "SUPABASE_STOCK_MAPPING",
  "SUPABASE_CA_CERT",
  "SUPABASE_EDIT_POLICY",
  "SUPABASE_UNCOUNTED_QUANTITY",
  "SUPABASE_RECONCILE_SECONDS",
  "SUPABASE_HISTORY_DAYS",
  "STRIPE_API_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "STRIPE_API_BASE_URL",
  "STRIPE_CATCH_UP_SECONDS",
  "STRIPE_CATCH_UP_DAYS",
  "STRIPE_CATCH_UP_SINCE",
  "STRIPE_PAYLOAD_RETENTION_DAYS",
  "REDIS_URL",
  "PORT",
  "MEDUSA_WORKER_MODE",
  "JWT_SECRET",
  "COOKIE_SECRET",
  "STORE_CORS",
  "ADMIN_CORS",
  "AUTH_CORS",
  "METRICS_TOKEN",
])

/**
 * @typedef {typeof projectVariables[number]} ProjectVariable
 * @typedef {Partial<Record<ProjectVariable, string>>} ProjectEnvironment
 */

/**
 * The project's variables as the caller set them, in the shell or in `.env`
 * (the shell wins). An empty one counts as not set.
 * @returns {ProjectEnvironment}
 */
export function readProjectEnvironment() {
  const file = join(projectRoot, ".env")
  if (existsSync(file)) process.loadEnvFile(file)
  return Object.fromEntries(
    projectVariables.flatMap((name) => {
      const value = process.env[name]
      return value ? [[name, value]] : []
    })
  )
}

/**
 * The caller's environment without the project's variables, so that a child
 * gets those that are meant for it and no others.
 * @param {NodeJS.ProcessEnv} base
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutProjectVariables(base) {
  /** @type {ReadonlySet<string>} */
  const ours = new Set(projectVariables)
  return Object.fromEntries(
    Object.entries(base).filter(([name]) => !ours.has(name))
  )
}
