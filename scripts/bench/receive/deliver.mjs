// @ts-check
import { z } from "@medusajs/framework/zod"
import { withClient } from "../../lib/databases.mjs"
import { Refusal } from "../../lib/refusal.mjs"

/** Connections that Stripe's events come in by, side by side. */
export const CONNECTIONS = 16

/**
 * @typedef {object} Target
 * @property {string} name
 * @property {string} url
 * @property {string} secret that events are signed with
 * @property {string | null} table where each event becomes a row; null where
 *   nothing is kept
 * @property {string} databaseUrl
 */

/**
 * @typedef {object} Delivered
 * @property {number} perSecond events answered with 200
 * @property {number} p99Ms of the answers
 */

const loadResult = z.strictObject({
  accepted: z.number(),
  refused: z.number(),
  seconds: z.number(),
  p99Ms: z.number(),
})

/**
 * Posts so many events, each once, and makes sure that each is there.
 * @param {import("../bench.mjs").Bench} bench
 * @param {Target} target
 * @param {{ count: number, rate?: number }} load `rate` a second over all
 *   connections; without it as fast as answers come
 * @returns {Promise<Delivered>}
 * @throws {Refusal} where an event was not accepted, or said to be and is not
 *   there
 */
export async function deliver(bench, target, { count, rate }) {
  const { name, url, secret, table, databaseUrl } = target
  const rounded = Math.ceil(count / CONNECTIONS) * CONNECTIONS
  await clear(databaseUrl, table)
  const order = { url, secret, connections: CONNECTIONS, count: rounded, rate }
  const answer = await bench.ask("load", "receive/load.ts", order)
  const { accepted, refused, seconds, p99Ms } = loadResult.parse(answer)
  if (refused > 0 || accepted !== rounded) {
    throw new Refusal(
      `${name} accepted ${accepted} of ${rounded} events and refused ${refused}.`
    )
  }
  const kept = table === null ? accepted : await countRows(databaseUrl, table)
  if (kept !== accepted) {
    throw new Refusal(`${name} accepted ${accepted} events and kept ${kept}.`)
  }
  return { perSecond: accepted / seconds, p99Ms }
}

/**
 * Every run begins with an empty table, and behind a checkpoint, so that none
 * pays for what another has written.
 * @param {string} databaseUrl
 * @param {string | null} table
 */
const clear = (databaseUrl, table) =>
  withClient(databaseUrl, async (client) => {
    if (table !== null) await client.query(`truncate ${table} cascade`)
    await client.query("checkpoint")
  })

/**
 * @param {string} databaseUrl
 * @param {string} table
 * @returns {Promise<number>} its rows
 */
const countRows = (databaseUrl, table) =>
  withClient(databaseUrl, async (client) => {
    /** @type {import("pg").QueryResult<{ count: number }>} */
    const { rows } = await client.query(
      `select count(*)::int as count from ${table}`
    )
    return rows[0]?.count ?? 0
  })
