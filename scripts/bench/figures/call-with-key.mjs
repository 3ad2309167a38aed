// @ts-check
import { setTimeout as delay } from "node:timers/promises"
import { z } from "@medusajs/framework/zod"
import { takeTurns } from "../figure.mjs"
import { backend, stockMedusa } from "../keys/key-servers.mjs"
import { openKeyServer } from "../keys/open-key-server.mjs"
import { mirrorShop } from "../mirror/mirror-shop.mjs"

/**
 * @typedef {import("../bench.mjs").Bench} Bench
 * @typedef {import("../finding.mjs").Finding} Finding
 * @typedef {import("../keys/open-key-server.mjs").OpenKeyServer} OpenKeyServer
 */

/** A list that Medusa has in memory: next to nothing beside the check of the key. */
const FROM_MEMORY = "/admin/plugins"
const ROW = "/admin/currencies/usd"
const SIZES = 1_000

/**
 * What is called: here, and where the stock check is.
 * @type {readonly { what: string, ours: string, theirs: string }[]}
 */
const ROUTES = [
  { what: "answered from memory", ours: FROM_MEMORY, theirs: FROM_MEMORY },
  { what: "that read a row", ours: ROW, theirs: ROW },
  {
    what: "for what can be sold of 20 sizes",
    ours: "/admin/inventory?limit=20",
    // It has no such route: what it answers most quickly does it no wrong.
    theirs: FROM_MEMORY,
  },
]
const CONNECTIONS = 16
/** Says about how fast it is. */
const FIRST_CALLS = 4 * CONNECTIONS
const WARM_UPS = 3
const LOOK_MS = 20

const called = z.strictObject({
  answered: z.number(),
  refused: z.number(),
  seconds: z.number(),
})

/**
 * @param {Bench} bench
 * @param {string} name
 * @param {OpenKeyServer} server
 * @param {string} path
 * @returns {import("../figure.mjs").Competitor<number>} its result is requests a
 *   second
 */
function callingCompetitor(bench, name, server, path) {
  const url = `${server.url}${path}`
  let secretKey = ""
  let perSecond = 0
  const call = async (/** @type {number} */ count) => {
    const order = { url, secretKey, connections: CONNECTIONS, count }
    const answer = called.parse(await bench.ask("call", "keys/call.ts", order))
    if (answer.refused > 0 || answer.answered === 0) {
      throw new Error(`Of ${name} at ${path}: ${JSON.stringify(answer)}`)
    }
    perSecond = answer.answered / answer.seconds
    return perSecond
  }
  // As many as are answered in about that time: none is broken off.
  const callFor = (/** @type {number} */ seconds) =>
    call(Math.max(FIRST_CALLS, Math.round(perSecond * seconds)))
  return {
    name,
    start: async () => {
      const key = await server.makeKey("load")
      secretKey = key.token
      await call(FIRST_CALLS)
      // The engine still compiles what it runs: each is faster than the one before.
      for (let run = 0; run < WARM_UPS; run++) await callFor(bench.seconds)
    },
    run: () => callFor(bench.seconds),
    stop: () => Promise.resolve(),
  }
}

/**
 * How long a key still opens another process after staff have revoked it.
 * @param {OpenKeyServer} server
 * @param {string} otherUrl
 * @returns {Promise<number>} seconds
 */
async function secondsToForget(server, otherUrl) {
  const { id, token } = await server.makeKey("revoked")
  const authorization = `Basic ${token}`
  const status = async () => {
    const answer = await fetch(`${otherUrl}${FROM_MEMORY}`, {
      headers: { authorization },
    })
    await answer.arrayBuffer()
    return answer.status
  }
  const before = await status()
  if (before !== 200) throw new Error(`A new key was answered with ${before}`)
  await server.revokeKey(id)
  const startedAt = performance.now()
  while ((await status()) === 200) await delay(LOOK_MS)
  return (performance.now() - startedAt) / 1000
}

/**
 * @param {Bench} bench
 * @param {OpenKeyServer} own
 * @param {OpenKeyServer} stock
 * @returns {Promise<Finding[]>} one a route
 */
async function callRoutes(bench, own, stock) {
  /** @type {Finding[]} */
  const findings = []
  for (const { what, ours, theirs } of ROUTES) {
    bench.say(`calls ${what}`)
    const competitors = [
      callingCompetitor(bench, backend.name, own, ours),
      callingCompetitor(bench, stockMedusa.name, stock, theirs),
    ]
    const results = await takeTurns(competitors, {
      runs: bench.runs,
      say: bench.say,
      describe: (perSecond) => `${perSecond.toFixed(0)} requests/s`,
    })
    const { name } = stockMedusa
    findings.push({
      figure: "P10",
      what: `calls with a secret key ${what}`,
      unit: "requests/s",
      ours: results.get(backend.name) ?? [],
      theirs: { name, values: results.get(name) ?? [] },
      goal: { kind: "times at least", bound: 10 },
    })
  }
  return findings
}

/**
 * @param {Bench} bench
 * @returns {Promise<Finding[]>}
 */
async function callBesideStock(bench) {
  const { databaseUrl } = await mirrorShop(bench, SIZES)
  const own = await openKeyServer(bench, backend, databaseUrl)
  try {
    const empty = await bench.createDatabase("bench_stock_keys")
    const stock = await openKeyServer(bench, stockMedusa, empty)
    try {
      return await callRoutes(bench, own, stock)
    } finally {
      await stock.close()
    }
  } finally {
    await own.close()
  }
}

/**
 * @param {Bench} bench
 * @returns {Promise<Finding>}
 */
async function revoke(bench) {
  const database = await bench.createMigratedDatabase("bench_revoked_keys")
  const server = await openKeyServer(bench, backend, database)
  /** @type {number[]} */
  const ours = []
  try {
    const otherUrl = await server.another()
    for (let run = 0; run < bench.runs; run++) {
      ours.push(await secondsToForget(server, otherUrl))
    }
  } finally {
    await server.close()
  }
  return {
    figure: "P10",
    what: "a revoked key refused by another process within",
    unit: "s",
    ours,
    theirs: null,
    goal: { kind: "at most", bound: 5 },
  }
}

/**
 * @param {Bench} bench
 * @returns {Promise<Finding[]>}
 */
const run = async (bench) => [
  ...(await callBesideStock(bench)),
  await revoke(bench),
]

/** @type {import("../figure.mjs").Figure} */
export const callWithKey = {
  name: "P10",
  title: "Calls with a secret key",
  run,
}
