// @ts-check
import { parseArgs } from "node:util"
import { asWrongUse, Refusal } from "./refusal.mjs"

export const usage = `Usage: npm run up [-- --port N] [-- --fresh]

Starts everything on this machine: PostgreSQL, a stand-in legacy store, a
stand-in for Stripe, and the server with its admin. Ctrl-C stops it all.

  --port N   port of the server; without it 9000, or the next free one
  --fresh    begin anew: removes the databases, logins and payments in .data
  --help     this text

With DATABASE_URL, SUPABASE_DB_URL, STRIPE_API_KEY (and STRIPE_WEBHOOK_SECRET)
or REDIS_URL set, in the shell or in .env, it uses those instead.`

/**
 * @typedef {{ port: number | undefined, fresh: boolean, help: boolean }} UpOptions
 */

/**
 * @param {string} text
 * @param {string} name as the person wrote it
 * @returns {number}
 */
export function parsePort(text, name) {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  const message = `${name} takes a number from 1 to 65535, not “${text}”.`
  throw new Refusal(`${message}\n\n${usage}`, { exitCode: 2 })
}

/**
 * @param {string[]} args without node and script
 * @returns {UpOptions}
 * @throws {Refusal} with exit code 2 on a flag that is not there
 */
export function parseUpOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: "string" },
        fresh: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    })
    return {
      port:
        values.port === undefined
          ? undefined
          : parsePort(values.port, "--port"),
      fresh: values.fresh,
      help: values.help,
    }
  } catch (error) {
    throw asWrongUse(error, usage)
  }
}
