// @ts-check
import { z } from "@medusajs/framework/zod"
import { Refusal } from "../../lib/refusal.mjs"

/** Put in before the clock starts, and worked off in one run. */
const JOBS = 2_000

const queueRun = z.strictObject({ seconds: z.number(), done: z.number() })

/**
 * A queue whose program works off jobs that do nothing, one at a time.
 * @param {import("../bench.mjs").Bench} bench
 * @param {{ name: string, script: string, database: () => Promise<string> }} queue
 * @returns {import("../figure.mjs").Competitor<number>} its result is jobs a
 *   second
 */
export function queueCompetitor(bench, { name, script, database }) {
  let databaseUrl = ""
  return {
    name,
    start: async () => {
      databaseUrl = await database()
    },
    run: async () => {
      const answer = await bench.ask("queue", script, {
        databaseUrl,
        jobs: JOBS,
      })
      const { seconds, done } = queueRun.parse(answer)
      if (done !== JOBS) {
        throw new Refusal(`${name} finished ${done} of ${JOBS} jobs.`)
      }
      return (JOBS - 1) / seconds
    },
    stop: () => Promise.resolve(),
  }
}
