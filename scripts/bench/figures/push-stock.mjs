// @ts-check
import { z } from "@medusajs/framework/zod"
import { takeTurns } from "../figure.mjs"
import { experiment, withMirrorLab } from "../mirror/mirror-lab.mjs"
import { startMirrorServer } from "../mirror/mirror-server.mjs"
import { mirrorShop } from "../mirror/mirror-shop.mjs"

/**
 * @typedef {import("../bench.mjs").Bench} Bench
 * @typedef {import("../finding.mjs").Finding} Finding
 * @typedef {import("../mirror/mirror-shop.mjs").MirrorShop} MirrorShop
 */

const ITEMS = 100_000

const OWN = "this backend"
const RAW = "a raw UPDATE … FROM unnest"

const pushRun = z.strictObject({ rows: z.number(), seconds: z.number() })

const drained = z.strictObject({
  items: z.number(),
  fromClaim: z.number(),
  fromChange: z.number(),
})

/** @param {unknown} answer */
const rowsPerSecond = (answer) => {
  const { rows, seconds } = pushRun.parse(answer)
  return rows / seconds
}

/**
 * The same rows with the same numbers in batches of 1,000, on one server. The
 * raw side has the numbers at hand; this backend reads the stock, computes what
 * can be sold, writes it under the guard, and keeps what it wrote.
 * @param {Bench} bench
 * @param {MirrorShop} shop
 * @returns {Promise<Finding>}
 */
const pushBesideRaw = (bench, shop) =>
  withMirrorLab(bench, shop, async (lab) => {
    const competitors = [
      experiment(lab, OWN, "push", rowsPerSecond),
      experiment(lab, RAW, "raw push", rowsPerSecond),
    ]
    const results = await takeTurns(competitors, {
      runs: bench.runs,
      say: bench.say,
      describe: (perSecond) => `${perSecond.toFixed(0)} rows/s`,
    })
    return {
      figure: "P4",
      what: "stock computed and pushed",
      unit: "rows/s",
      ours: results.get(OWN) ?? [],
      theirs: { name: RAW, values: results.get(RAW) ?? [] },
      goal: { kind: "times at least", bound: 0.5 },
    }
  })

/**
 * What P4 leaves out: the same through the running server, with the claim and
 * the settling, and from the change on with the folding too.
 * @param {Bench} bench
 * @param {MirrorShop} shop
 * @returns {Promise<Finding[]>}
 */
async function wholeDrain(bench, shop) {
  const server = await startMirrorServer(bench, shop)
  /** @type {{ claim: number[], change: number[] }} */
  const rates = { claim: [], change: [] }
  try {
    for (let run = 0; run < bench.runs; run++) {
      const answer = drained.parse(await server.ask("drain", {}))
      rates.claim.push(answer.items / answer.fromClaim)
      rates.change.push(answer.items / answer.fromChange)
      const seconds = answer.fromChange.toFixed(1)
      bench.say(`run ${run + 1} of ${bench.runs}: drained in ${seconds} s`)
    }
  } finally {
    await server.close()
  }
  const told = /** @type {const} */ ({
    figure: "P4",
    unit: "rows/s",
    theirs: null,
    goal: { kind: "told" },
  })
  return [
    {
      ...told,
      what: "the whole drain, first claim to last",
      ours: rates.claim,
    },
    { ...told, what: "the whole drain, change to last", ours: rates.change },
  ]
}

/**
 * @param {Bench} bench
 * @returns {Promise<Finding[]>}
 */
async function run(bench) {
  const shop = await mirrorShop(bench, ITEMS)
  return [await pushBesideRaw(bench, shop), ...(await wholeDrain(bench, shop))]
}

/** @type {import("../figure.mjs").Figure} */
export const pushStock = {
  name: "P4",
  title: "Stock pushed to the legacy store",
  run,
}
