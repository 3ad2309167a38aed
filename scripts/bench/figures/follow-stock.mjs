// @ts-check
import { z } from "@medusajs/framework/zod"
import { takeTurns } from "../figure.mjs"
import { startMirrorServer } from "../mirror/mirror-server.mjs"
import { mirrorShop } from "../mirror/mirror-shop.mjs"

/**
 * @typedef {import("../bench.mjs").Bench} Bench
 * @typedef {import("../finding.mjs").Finding} Finding
 * @typedef {import("../mirror/mirror-server.mjs").MirrorServer} MirrorServer
 */

const ITEMS = 10_000
const CHANGES_PER_SECOND = 50

const followed = z.strictObject({
  changes: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
})

/** @typedef {z.infer<typeof followed>} Followed */

/**
 * @param {Bench} bench
 * @param {MirrorServer} server
 * @param {{ name: string, way: string }} changes
 * @returns {import("../figure.mjs").Competitor<Followed>}
 */
function follower({ seconds }, server, { name, way }) {
  const count = CHANGES_PER_SECOND * seconds
  let run = 0
  const follow = async () => {
    const order = { way, count, rate: CHANGES_PER_SECOND, run: run++ }
    const answer = followed.parse(await server.ask("follow", order))
    if (answer.changes !== count) {
      throw new Error(`${answer.changes} of ${count} changes were followed`)
    }
    return answer
  }
  return {
    name,
    start: async () => {
      await follow()
    },
    run: follow,
    stop: () => Promise.resolve(),
  }
}

const database = { name: "a change in the database", way: "database" }
const http = { name: "a change by staff, with their request", way: "http" }

/**
 * Stock changes at an even pace, and the legacy store says when it has the
 * number, from the moment that the change was due. Once written by another
 * process, as Medusa's inventory module writes it; and, for comparison, through
 * the admin's route of the very process that brings it over, whose own work on
 * the request counts too.
 * @param {Bench} bench
 * @returns {Promise<Finding[]>}
 */
async function run(bench) {
  const server = await startMirrorServer(bench, await mirrorShop(bench, ITEMS))
  try {
    const ways = [database, http].map((way) => follower(bench, server, way))
    const results = await takeTurns(ways, {
      runs: bench.runs,
      say: bench.say,
      describe: ({ p50Ms, p99Ms }) =>
        `p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms`,
    })
    const times = (/** @type {string} */ name) => results.get(name) ?? []
    return [
      ...findings(database.name, times(database.name), { p50: 100, p99: 500 }),
      ...findings(http.name, times(http.name), null),
    ]
  } finally {
    await server.close()
  }
}

/**
 * @param {string} name
 * @param {Followed[]} times
 * @param {{ p50: number, p99: number } | null} goals in ms
 * @returns {Finding[]}
 */
function findings(name, times, goals) {
  const finding = { figure: "P5", unit: "ms", theirs: null }
  /** @type {(bound: number | undefined) => import("../finding.mjs").Goal} */
  const goal = (bound) =>
    bound === undefined ? { kind: "told" } : { kind: "at most", bound }
  return [
    {
      ...finding,
      what: `${name}, ${CHANGES_PER_SECOND}/s: half of them there within`,
      ours: times.map(({ p50Ms }) => p50Ms),
      goal: goal(goals?.p50),
    },
    {
      ...finding,
      what: `${name}, ${CHANGES_PER_SECOND}/s: 99 % of them there within`,
      ours: times.map(({ p99Ms }) => p99Ms),
      goal: goal(goals?.p99),
    },
  ]
}

/** @type {import("../figure.mjs").Figure} */
export const followStock = {
  name: "P5",
  title: "A change in Medusa reaches the legacy store",
  run,
}
