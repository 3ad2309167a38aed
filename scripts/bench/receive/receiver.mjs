// @ts-check
import { freePort } from "../../lib/ports.mjs"
import { endProcess } from "../../lib/process-identity.mjs"
import { answersOk, untilReady } from "../../lib/until-ready.mjs"
import { deliver } from "./deliver.mjs"

/** What every receiver checks signatures with. */
export const WEBHOOK_SECRET = "whsec_bench"
/** Nobody asks Stripe anything while events are only received. */
export const STRIPE_API_KEY = "sk_test_bench"

const START_TIMEOUT_MS = 120_000
/** Before that many, the engine still compiles what it runs. */
const WARM_UP_EVENTS = 4_000

/**
 * How to start a server that takes Stripe's events, with this Node.
 * @typedef {object} Prepared
 * @property {string} databaseUrl
 * @property {string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * @typedef {object} Receiver
 * @property {string} name
 * @property {string} path that Stripe posts to
 * @property {string} health path that answers 200 once it is ready
 * @property {string | null} table where each event becomes a row; null where
 *   nothing is kept
 * @property {(bench: import("../bench.mjs").Bench, port: number) => Promise<Prepared>} prepare
 */

/**
 * @typedef {import("./deliver.mjs").Delivered} Delivered
 * @typedef {import("../figure.mjs").Competitor<Delivered>} ReceivingCompetitor
 */

/**
 * A receiver in a process of its own.
 * @param {import("../bench.mjs").Bench} bench
 * @param {Receiver} receiver
 * @returns {ReceivingCompetitor & { runAt: (rate: number) => Promise<Delivered> }}
 *   `run` is a load as fast as it answers, `runAt` one of so many events a
 *   second
 */
export function receivingCompetitor(bench, { name, path, table, ...receiver }) {
  /** @type {import("../../lib/child-processes.mjs").Service | undefined} */
  let service
  /** @type {import("./deliver.mjs").Target} */
  const target = {
    name,
    table,
    url: "",
    databaseUrl: "",
    secret: WEBHOOK_SECRET,
  }
  let perSecond = 0
  /** @param {number} count */
  const flood = async (count) => {
    const delivered = await deliver(bench, target, { count })
    perSecond = delivered.perSecond
    return delivered
  }
  return {
    name,
    start: async () => {
      const port = await freePort(28_000)
      const prepared = await receiver.prepare(bench, port)
      const { args, cwd, env, databaseUrl } = prepared
      const log = `bench-${name.replaceAll(/\W+/g, "-")}`
      service = bench.children.start(log, process.execPath, args, { cwd, env })
      const origin = `http://127.0.0.1:${port}`
      const isReady = () => answersOk(`${origin}${receiver.health}`)
      await untilReady(service, isReady, START_TIMEOUT_MS)
      Object.assign(target, { url: `${origin}${path}`, databaseUrl })
      await flood(WARM_UP_EVENTS)
    },
    run: () => flood(perSecond * bench.seconds),
    runAt: (rate) =>
      deliver(bench, target, { count: rate * bench.seconds, rate }),
    stop: async () => {
      if (service) await endProcess(service.identity)
    },
  }
}
