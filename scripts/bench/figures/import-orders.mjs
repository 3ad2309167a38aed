// @ts-check
import { takeTurns } from "../figure.mjs"
import { makeShop } from "../import/import-shop.mjs"
import { backend, stockWorkflows } from "../import/importers.mjs"

/** @typedef {import("../finding.mjs").Finding} Finding */

/**
 * Both sides make the same baskets into orders with reservations and a captured
 * payment, on one database with one catalogue, four at a time, in turns; each
 * order is looked at afterwards. What is not the same is to the other side's
 * good: it gets prices and inventory items ready at hand, asks nobody over a
 * network, receives no events and keeps none, and has a machine without a
 * Stripe beside it.
 * @param {import("../bench.mjs").Bench} bench
 * @returns {Promise<Finding[]>}
 */
async function run(bench) {
  const databaseUrl = await makeShop(bench)
  const own = backend(bench, databaseUrl)
  const stock = stockWorkflows(bench, databaseUrl)
  const results = await takeTurns([own, stock], {
    runs: bench.runs,
    say: bench.say,
    describe: (perSecond) => `${perSecond.toFixed(1)} orders/s`,
  })
  return [
    {
      figure: "P2",
      what: "paid events to orders, reserved and captured",
      unit: "orders/s",
      ours: results.get(own.name) ?? [],
      theirs: { name: stock.name, values: results.get(stock.name) ?? [] },
      goal: { kind: "times at least", bound: 1 },
    },
  ]
}

/** @type {import("../figure.mjs").Figure} */
export const importOrders = {
  name: "P2",
  title: "Paid events become orders",
  run,
}
