// @ts-check
import { medusaCli } from "../../lib/medusa-build.mjs"
import { paths } from "../../lib/project-paths.mjs"
import { freePort } from "../../lib/ports.mjs"
import { endProcess } from "../../lib/process-identity.mjs"
import { answersOk, untilReady } from "../../lib/until-ready.mjs"

/**
 * @typedef {import("../bench.mjs").Bench} Bench
 * @typedef {import("./mirror-shop.mjs").MirrorShop} MirrorShop
 */

const START_TIMEOUT_MS = 120_000

const staff = { email: "staff@example.com", password: "only-for-the-bench" }

/**
 * The built server on a shop, as it is deployed in one process.
 * @typedef {object} MirrorServer
 * @property {(name: string, order: object) => Promise<unknown>} ask runs a
 *   program of the bench that is told where everything is
 * @property {() => Promise<void>} close
 */

/**
 * @param {Bench} bench
 * @param {MirrorShop} shop
 * @returns {Promise<MirrorServer>}
 */
export async function startMirrorServer(bench, shop) {
  const { databaseUrl, legacyUrl, legacyAdminUrl } = shop
  const env = {
    ...bench.environment(),
    DATABASE_URL: databaseUrl,
    SUPABASE_DB_URL: legacyUrl,
  }
  const options = { cwd: paths.build, env }
  await makeStaff(bench, options)
  const port = await freePort(28_000)
  const service = bench.children.start(
    `bench-mirror-server-${shop.items}`,
    process.execPath,
    [medusaCli, "start", "--port", String(port)],
    options
  )
  const url = `http://127.0.0.1:${port}`
  const isReady = () => answersOk(`${url}/health/ready`)
  await untilReady(service, isReady, START_TIMEOUT_MS)
  return {
    ask: (name, order) =>
      bench.ask(name, `mirror/${name}.ts`, {
        url,
        staff,
        databaseUrl,
        legacyAdminUrl,
        ...order,
      }),
    close: () => endProcess(service.identity),
  }
}

/**
 * Once a shop; a second time changes nothing.
 * @param {Bench} bench
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 */
async function makeStaff(bench, options) {
  const { email, password } = staff
  const args = [medusaCli, "user", "-e", email, "-p", password]
  try {
    await bench.children.run("bench-staff", process.execPath, args, options)
  } catch (error) {
    if (!/already exists/.test(String(error))) throw error
  }
}
