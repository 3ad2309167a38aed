// @ts-check
import { z } from "@medusajs/framework/zod"
import { takeTurns } from "../figure.mjs"
import { experiment, withMirrorLab } from "../mirror/mirror-lab.mjs"
import { mirrorShop } from "../mirror/mirror-shop.mjs"

/**
 * @typedef {import("../bench.mjs").Bench} Bench
 * @typedef {import("../finding.mjs").Finding} Finding
 * @typedef {z.infer<typeof compareRun>} CompareRun
 */

const ITEMS = 100_000
const FEWER_ITEMS = 10_000

const OWN = "this backend"
const RAW = "reading both raw"

const compareRun = z.strictObject({
  items: z.number(),
  seconds: z.number(),
  memoryMb: z.number(),
})

const read = (/** @type {unknown} */ answer) => compareRun.parse(answer)

const describe = (/** @type {CompareRun} */ { items, seconds, memoryMb }) =>
  `${items} items in ${seconds.toFixed(2)} s, ${memoryMb.toFixed(0)} MB over idle`

/**
 * @param {Bench} bench
 * @param {number} items
 * @returns {Promise<{ own: CompareRun[], raw: CompareRun[] }>}
 */
async function compare(bench, items) {
  const shop = await mirrorShop(bench, items)
  return withMirrorLab(bench, shop, async (lab) => {
    const competitors = [
      experiment(lab, OWN, "compare", read),
      experiment(lab, RAW, "raw compare", read),
    ]
    const { runs, say } = bench
    const results = await takeTurns(competitors, { runs, say, describe })
    return { own: results.get(OWN) ?? [], raw: results.get(RAW) ?? [] }
  })
}

/**
 * A full run of the reconcile where nothing differs, beside reading the same
 * rows in pages and comparing them; and the memory that it takes.
 * @param {Bench} bench
 * @returns {Promise<Finding[]>}
 */
async function run(bench) {
  const few = await compare(bench, FEWER_ITEMS)
  const all = await compare(bench, ITEMS)
  const seconds = (/** @type {CompareRun[]} */ runs) =>
    runs.map((one) => one.seconds)
  const memory = (/** @type {CompareRun[]} */ runs) =>
    runs.map((one) => one.memoryMb)
  return [
    {
      figure: "P6",
      what: "100,000 sizes compared, none different",
      unit: "s",
      ours: seconds(all.own),
      theirs: { name: RAW, values: seconds(all.raw) },
      goal: { kind: "times at most", bound: 2 },
    },
    {
      figure: "P6",
      what: "memory over idle meanwhile",
      unit: "MB",
      ours: memory(all.own),
      theirs: null,
      goal: { kind: "at most", bound: 150 },
    },
    {
      figure: "P6",
      what: "memory over idle with 10,000 sizes",
      unit: "MB",
      ours: memory(few.own),
      theirs: null,
      goal: { kind: "told" },
    },
  ]
}

/** @type {import("../figure.mjs").Figure} */
export const compareStock = {
  name: "P6",
  title: "Medusa and the legacy store compared",
  run,
}
