// @ts-check
import { randomBytes } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { withDatabase } from "../../lib/databases.mjs"

/** @typedef {import("../bench.mjs").Bench} Bench */

/**
 * A shop of so many sizes, in Medusa's own tables and in the legacy store's.
 * @typedef {object} MirrorShop
 * @property {number} items sizes; their styles come on top
 * @property {number} styles
 * @property {string} databaseUrl Medusa's, of the server's superuser
 * @property {string} legacyUrl as medusa_sync, which is what a backend gets
 * @property {string} legacyAdminUrl
 */

const filled = z.strictObject({ legacyUrl: z.string(), styles: z.number() })

/** medusa_sync belongs to the whole server, so all shops share its password. */
const syncPassword = randomBytes(24).toString("base64url")

/** @type {WeakMap<Bench, Map<number, Promise<MirrorShop>>>} */
const shops = new WeakMap()

/**
 * @param {Bench} bench
 * @param {number} items
 * @returns {Promise<MirrorShop>} the same one for all figures of a run
 */
export function mirrorShop(bench, items) {
  /** @type {Map<number, Promise<MirrorShop>>} */
  const known = shops.get(bench) ?? new Map()
  shops.set(bench, known)
  const shop = known.get(items) ?? makeShop(bench, items)
  known.set(items, shop)
  return shop
}

/**
 * @param {Bench} bench
 * @param {number} items
 * @returns {Promise<MirrorShop>}
 */
async function makeShop(bench, items) {
  bench.say(`a shop of ${items.toLocaleString("en")} sizes: filling`)
  const name = `bench_mirror_${items}`
  const databaseUrl = await bench.createMigratedDatabase(name)
  const legacyAdminUrl = withDatabase(bench.postgresUrl, `${name}_legacy`)
  const order = { databaseUrl, legacyAdminUrl, syncPassword, items }
  const answer = await bench.ask("fill", "mirror/fill.ts", order)
  return { items, databaseUrl, legacyAdminUrl, ...filled.parse(answer) }
}
