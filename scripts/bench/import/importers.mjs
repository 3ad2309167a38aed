// @ts-check
import { z } from "@medusajs/framework/zod"
import { medusaCli } from "../../lib/medusa-build.mjs"
import { paths, projectRoot, typescript } from "../../lib/project-paths.mjs"
import { freePort } from "../../lib/ports.mjs"
import { endProcess } from "../../lib/process-identity.mjs"
import { accepts } from "../../lib/socket.mjs"
import { answersOk, untilReady } from "../../lib/until-ready.mjs"
import { STRIPE_API_KEY, WEBHOOK_SECRET } from "../receive/receiver.mjs"

/**
 * @typedef {import("../bench.mjs").Bench} Bench
 * @typedef {import("../../lib/child-processes.mjs").Service} Service
 * @typedef {import("../figure.mjs").Competitor<number>} Importer its result is
 *   orders a second
 */

const START_TIMEOUT_MS = 120_000
/** Orders in one run. */
const ORDERS = 60
/** Before that many, the engine still compiles what it runs. */
const WARM_UP_ORDERS = 60
/** The inbox works on so many events at a time, and the other side gets as many. */
const CONCURRENCY = 4

const runResult = z.strictObject({ seconds: z.number() })

/**
 * @param {string} side
 * @param {(work: { series: string, count: number }) => Promise<unknown>} work
 */
function inSeries(side, work) {
  let series = 0
  return async (/** @type {number} */ count) => {
    series += 1
    const answer = await work({ series: `${side}.${series}`, count })
    return count / runResult.parse(answer).seconds
  }
}

/**
 * The built server, as it is deployed in one process: it receives the events
 * that the stand-in delivers, asks the stand-in for each payment, and works off
 * all there is of it, from the first event's arrival to the last one's end.
 * @param {Bench} bench
 * @param {string} databaseUrl
 * @returns {Importer}
 */
export function backend(bench, databaseUrl) {
  /** @type {Service[]} */
  const services = []
  let standInUrl = ""
  const work = inSeries("backend", (order) =>
    bench.ask("pay", "import/pay.ts", { standInUrl, databaseUrl, ...order })
  )
  return {
    name: "this backend",
    start: async () => {
      const port = await freePort(28_000)
      const standIn = await startStandIn(bench, port)
      standInUrl = standIn.url
      const env = {
        ...bench.environment(),
        DATABASE_URL: databaseUrl,
        STRIPE_API_KEY,
        STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
        STRIPE_API_BASE_URL: standInUrl,
      }
      const args = [medusaCli, "start", "--port", String(port)]
      const options = { cwd: paths.build, env }
      const log = "bench-import-server"
      const server = bench.children.start(log, process.execPath, args, options)
      services.push(standIn.service, server)
      const health = `http://127.0.0.1:${port}/health/ready`
      await untilReady(server, () => answersOk(health), START_TIMEOUT_MS)
      await work(WARM_UP_ORDERS)
    },
    run: () => work(ORDERS),
    stop: async () => {
      for (const { identity } of services.toReversed()) {
        await endProcess(identity)
      }
    },
  }
}

/**
 * @param {Bench} bench
 * @param {number} serverPort
 */
async function startStandIn({ children }, serverPort) {
  const port = await freePort(serverPort + 1)
  const args = [
    ...typescript("scripts/stripe-stand-in/main.ts"),
    ...["--port", String(port), "--demo-catalog"],
    ...["--webhook-url", `http://127.0.0.1:${serverPort}/hooks/payment/stripe`],
    ...["--webhook-secret", WEBHOOK_SECRET, "--api-key", STRIPE_API_KEY],
  ]
  const service = children.start("bench-stand-in", process.execPath, args, {
    cwd: projectRoot,
  })
  await untilReady(service, () => accepts(port), START_TIMEOUT_MS)
  return { service, url: `http://127.0.0.1:${port}` }
}

/**
 * Medusa's own workflows one after the other, in a Medusa process on the same
 * code and database that runs nothing else.
 * @param {Bench} bench
 * @param {string} databaseUrl
 * @returns {Importer}
 */
export function stockWorkflows(bench, databaseUrl) {
  /** @type {Service | undefined} */
  let service
  let url = ""
  const work = inSeries("stock", async (order) => {
    const body = JSON.stringify({ ...order, concurrency: CONCURRENCY })
    const answer = await fetch(url, { method: "POST", body })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`The stock workflows failed: ${text}`)
    /** @type {unknown} */
    const result = JSON.parse(text)
    return result
  })
  return {
    name: "stock workflows",
    start: async () => {
      const port = await freePort(29_000)
      url = `http://127.0.0.1:${port}`
      const env = {
        ...bench.environment(),
        DATABASE_URL: databaseUrl,
        // Its workers would take the other side's work off it.
        MEDUSA_WORKER_MODE: "server",
        STOCK_ORDERS_PORT: String(port),
      }
      const script = "./scripts/bench/import/stock-orders.ts"
      const args = [medusaCli, "exec", script]
      const options = { cwd: projectRoot, env }
      const log = "bench-stock-orders"
      service = bench.children.start(log, process.execPath, args, options)
      await untilReady(service, () => answersOk(url), START_TIMEOUT_MS)
      await work(WARM_UP_ORDERS)
    },
    run: () => work(ORDERS),
    stop: async () => {
      if (service) await endProcess(service.identity)
    },
  }
}
