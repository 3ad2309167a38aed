// @ts-check
import { takeTurns } from "../figure.mjs"
import { median } from "../statistics.mjs"
import { receivingCompetitor } from "../receive/receiver.mjs"
import {
  backend,
  stockMedusa,
  stripeSyncEngine,
} from "../receive/receivers.mjs"

/**
 * @typedef {import("../bench.mjs").Bench} Bench
 * @typedef {import("../finding.mjs").Finding} Finding
 * @typedef {import("../receive/deliver.mjs").Delivered} Delivered
 */

/** @param {Delivered} delivered */
const describe = ({ perSecond, p99Ms }) =>
  `${perSecond.toFixed(0)} events/s, p99 ${p99Ms.toFixed(0)} ms`

/** @param {Delivered[] | undefined} results */
const rates = (results = []) => results.map(({ perSecond }) => perSecond)

/**
 * The time of the answers while events come half as fast as they could.
 * @param {Bench} bench
 * @param {number} mostPerSecond
 * @returns {Promise<Finding>}
 */
async function atHalfLoad(bench, mostPerSecond) {
  const rate = Math.floor(mostPerSecond / 2)
  const own = receivingCompetitor(bench, backend)
  const paced = { ...own, run: () => own.runAt(rate) }
  const results = await takeTurns([paced], {
    runs: bench.runs,
    say: bench.say,
    describe,
  })
  return {
    figure: "P1",
    what: `99 % of the answers at half load (${rate} events/s) within`,
    unit: "ms",
    ours: (results.get(own.name) ?? []).map(({ p99Ms }) => p99Ms),
    theirs: null,
    goal: { kind: "at most", bound: 50 },
  }
}

/**
 * @param {Bench} bench
 * @returns {Promise<Finding[]>}
 */
async function run(bench) {
  const competitors = [backend, stripeSyncEngine, stockMedusa].map((receiver) =>
    receivingCompetitor(bench, receiver)
  )
  const results = await takeTurns(competitors, {
    runs: bench.runs,
    say: bench.say,
    describe,
  })
  const ours = rates(results.get(backend.name))
  const beside = [stripeSyncEngine, stockMedusa].map(
    ({ name }) =>
      /** @type {Finding} */ ({
        figure: "P1",
        what: "events received, checked and stored",
        unit: "events/s",
        ours,
        theirs: { name, values: rates(results.get(name)) },
        goal: { kind: "times at least", bound: 1 },
      })
  )
  return [...beside, await atHalfLoad(bench, median(ours))]
}

/** @type {import("../figure.mjs").Figure} */
export const receiveEvents = {
  name: "P1",
  title: "Stripe's events received, checked and stored",
  run,
}
