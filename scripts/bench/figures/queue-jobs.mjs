// @ts-check
import { takeTurns } from "../figure.mjs"
import { queueCompetitor } from "../queue/queue-competitor.mjs"

/** @typedef {import("../finding.mjs").Finding} Finding */

/**
 * @param {import("../bench.mjs").Bench} bench
 * @returns {Promise<Finding[]>}
 */
async function run(bench) {
  const own = queueCompetitor(bench, {
    name: "this backend",
    script: "queue/durable-queue.ts",
    database: () => bench.ownDatabase(),
  })
  const others = ["graphile-worker", "pg-boss"].map((name) =>
    queueCompetitor(bench, {
      name,
      script: `queue/${name}.ts`,
      database: () => bench.createDatabase(`bench_${name}`),
    })
  )
  const results = await takeTurns([own, ...others], {
    runs: bench.runs,
    say: bench.say,
    describe: (perSecond) => `${perSecond.toFixed(0)} jobs/s`,
  })
  const ours = results.get(own.name) ?? []
  return others.map(({ name }) => ({
    figure: "P8",
    what: "jobs claimed and finished, one at a time",
    unit: "jobs/s",
    ours,
    theirs: { name, values: results.get(name) ?? [] },
    goal: { kind: "times at least", bound: 1 },
  }))
}

/** @type {import("../figure.mjs").Figure} */
export const queueJobs = {
  name: "P8",
  title: "Queue: claim and finish",
  run,
}
