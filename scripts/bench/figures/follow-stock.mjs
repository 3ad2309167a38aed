// @ts-check
import { z } from "@medusajs/framework/zod"
import { startMirrorServer } from "../mirror/mirror-server.mjs"
import { mirrorShop } from "../mirror/mirror-shop.mjs"

/** @typedef {import("../finding.mjs").Finding} Finding */

const ITEMS = 10_000
const CHANGES_PER_SECOND = 50

const followed = z.strictObject({
  changes: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
})

/**
 * Staff change stock over HTTP at an even pace, and the legacy store says when
 * it has the number. Counted from when a change was due, so that Medusa's own
 * work on it and waiting for a connection count.
 * @param {import("../bench.mjs").Bench} bench
 * @returns {Promise<Finding[]>}
 */
async function run(bench) {
  const shop = await mirrorShop(bench, ITEMS)
  const server = await startMirrorServer(bench, shop)
  const count = CHANGES_PER_SECOND * bench.seconds
  /** @param {number} number of the run; 0 is not measured */
  const follow = async (number) => {
    const order = { count, rate: CHANGES_PER_SECOND, run: number }
    const answer = followed.parse(await server.ask("follow", order))
    if (answer.changes !== count) {
      throw new Error(`${answer.changes} of ${count} changes were followed`)
    }
    return answer
  }
  /** @type {{ p50: number[], p99: number[] }} */
  const times = { p50: [], p99: [] }
  try {
    await follow(0)
    for (let number = 1; number <= bench.runs; number++) {
      const { p50Ms, p99Ms } = await follow(number)
      times.p50.push(p50Ms)
      times.p99.push(p99Ms)
      bench.say(
        `run ${number} of ${bench.runs}: p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms`
      )
    }
  } finally {
    await server.close()
  }
  const within = (/** @type {string} */ share) =>
    `${share} of ${CHANGES_PER_SECOND} changes/s in the legacy store within`
  const finding = { figure: "P5", unit: "ms", theirs: null }
  return [
    {
      ...finding,
      what: within("half"),
      ours: times.p50,
      goal: { kind: "at most", bound: 100 },
    },
    {
      ...finding,
      what: within("99 %"),
      ours: times.p99,
      goal: { kind: "at most", bound: 500 },
    },
  ]
}

/** @type {import("../figure.mjs").Figure} */
export const followStock = {
  name: "P5",
  title: "A change in Medusa reaches the legacy store",
  run,
}
