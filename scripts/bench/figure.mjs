// @ts-check

/**
 * One figure of the goals: a file in `figures/`.
 * @typedef {object} Figure
 * @property {string} name in the goals, such as P1
 * @property {string} title
 * @property {(bench: import("./bench.mjs").Bench) => Promise<import("./finding.mjs").Finding[]>} run
 */

/**
 * One of those that are measured beside each other.
 * @template Result
 * @typedef {object} Competitor
 * @property {string} name
 * @property {() => Promise<void>} start makes it ready; not measured
 * @property {() => Promise<Result>} run one measured run
 * @property {() => Promise<void>} stop
 */

/**
 * Measures competitors in turns, so that whatever else the machine does meets
 * all of them. Every round begins with another one.
 * @template Result
 * @param {readonly Competitor<Result>[]} competitors
 * @param {{ runs: number, say: (line: string) => void, describe: (result: Result) => string }} options
 * @returns {Promise<Map<string, Result[]>>} by name, in the order of the runs
 */
export async function takeTurns(competitors, { runs, say, describe }) {
  /** @type {Map<string, Result[]>} */
  const results = new Map(competitors.map(({ name }) => [name, []]))
  /** @type {Competitor<Result>[]} */
  const started = []
  try {
    for (const competitor of competitors) {
      say(`${competitor.name}: starting`)
      started.push(competitor)
      await competitor.start()
    }
    for (let run = 0; run < runs; run++) {
      const first = run % competitors.length
      const order = [
        ...competitors.slice(first),
        ...competitors.slice(0, first),
      ]
      for (const { name, run: measure } of order) {
        const result = await measure()
        results.get(name)?.push(result)
        say(`run ${run + 1} of ${runs}: ${name} ${describe(result)}`)
      }
    }
  } finally {
    for (const competitor of started.toReversed()) await competitor.stop()
  }
  return results
}
