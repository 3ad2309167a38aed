// @ts-check
import { join } from "node:path"
import { paths } from "../../lib/project-paths.mjs"
import { STRIPE_API_KEY, WEBHOOK_SECRET } from "../receive/receiver.mjs"

/**
 * A Medusa whose secret keys are checked, with this Node.
 * @typedef {object} KeyServer
 * @property {string} name
 * @property {string} health path that answers 200 once it is ready
 * @property {(bench: import("../bench.mjs").Bench, databaseUrl: string) => Promise<{ cwd: string, env: NodeJS.ProcessEnv }>} prepare
 *   on that database
 */

/** @type {KeyServer} */
export const backend = {
  name: "this backend",
  health: "/health/ready",
  prepare: (bench, databaseUrl) => {
    const env = {
      ...bench.environment(),
      DATABASE_URL: databaseUrl,
      MEDUSA_WORKER_MODE: "server",
    }
    return Promise.resolve({ cwd: paths.build, env })
  },
}

/**
 * Medusa as it comes: each request has its key hashed with scrypt.
 * @type {KeyServer}
 */
export const stockMedusa = {
  name: "the stock check",
  health: "/health",
  prepare: async (bench, databaseUrl) => {
    const cwd = join(import.meta.dirname, "..", "stock-medusa")
    const env = {
      ...bench.environment(),
      DATABASE_URL: databaseUrl,
      // It does not start without.
      STRIPE_API_KEY,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    }
    await bench.migrate(cwd, env)
    return { cwd, env }
  },
}
