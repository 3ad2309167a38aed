// @ts-check
import { z } from "@medusajs/framework/zod"
import { takeTurns } from "../figure.mjs"
import { experiment, withMirrorLab } from "../mirror/mirror-lab.mjs"
import { mirrorShop } from "../mirror/mirror-shop.mjs"

/** @typedef {import("../finding.mjs").Finding} Finding */

const ITEMS = 10_000

const OWN = "this backend"

const both = z.strictObject({ with: z.number(), without: z.number() })

const captureCost = z.strictObject({
  updated: both,
  adjusted: both,
  bulk: both,
})

/** @typedef {z.infer<typeof captureCost>} CaptureCost */

const describe = (/** @type {CaptureCost} */ cost) =>
  Object.entries(cost)
    .map(
      ([way, ms]) =>
        `${way} ${ms.with.toFixed(1)} ms, ${ms.without.toFixed(1)} ms without`
    )
    .join("; ")

/** @type {readonly { way: keyof CaptureCost, what: string }[]} */
const ways = [
  { way: "updated", what: "one level updated" },
  { way: "adjusted", what: "one level adjusted" },
  { way: "bulk", what: "600 levels updated" },
]

/**
 * Medusa's own inventory module with the triggers and without, in turns within
 * each run.
 * @param {import("../bench.mjs").Bench} bench
 * @returns {Promise<Finding[]>}
 */
async function run(bench) {
  const shop = await mirrorShop(bench, ITEMS)
  /** @type {CaptureCost[]} */
  const costs = await withMirrorLab(bench, shop, async (lab) => {
    const measured = experiment(lab, OWN, "capture cost", (answer) =>
      captureCost.parse(answer)
    )
    const { runs, say } = bench
    const results = await takeTurns([measured], { runs, say, describe })
    return results.get(OWN) ?? []
  })
  return ways.map(({ way, what }) => ({
    figure: "P7",
    what: `Medusa's inventory module: ${what}`,
    unit: "ms",
    ours: costs.map((cost) => cost[way].with),
    theirs: {
      name: "triggers off",
      values: costs.map((cost) => cost[way].without),
    },
    goal: { kind: "times at most", bound: 1.15 },
  }))
}

/** @type {import("../figure.mjs").Figure} */
export const captureStock = {
  name: "P7",
  title: "What capturing changes costs Medusa",
  run,
}
