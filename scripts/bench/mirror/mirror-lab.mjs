// @ts-check
import { medusaCli } from "../../lib/medusa-build.mjs"
import { projectRoot } from "../../lib/project-paths.mjs"
import { freePort } from "../../lib/ports.mjs"
import { endProcess } from "../../lib/process-identity.mjs"
import { answersOk, untilReady } from "../../lib/until-ready.mjs"

/** @typedef {import("./mirror-shop.mjs").MirrorShop} MirrorShop */

const START_TIMEOUT_MS = 120_000

/**
 * Experiments on a shop, in a Medusa process of their own on this code.
 * @typedef {object} MirrorLab
 * @property {(what: string) => Promise<unknown>} ask
 * @property {() => Promise<void>} close
 */

/**
 * @template Result
 * @param {import("../bench.mjs").Bench} bench
 * @param {MirrorShop} shop
 * @param {(lab: MirrorLab) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withMirrorLab(bench, shop, work) {
  const lab = await openMirrorLab(bench, shop)
  try {
    return await work(lab)
  } finally {
    await lab.close()
  }
}

/**
 * @param {import("../bench.mjs").Bench} bench
 * @param {MirrorShop} shop
 * @returns {Promise<MirrorLab>}
 */
async function openMirrorLab(bench, shop) {
  const port = await freePort(29_100)
  const env = {
    ...bench.environment(),
    DATABASE_URL: shop.databaseUrl,
    SUPABASE_DB_URL: shop.legacyUrl,
    MIRROR_LAB_LEGACY_ADMIN_URL: shop.legacyAdminUrl,
    // Nothing is worked off but what is measured.
    MEDUSA_WORKER_MODE: "server",
    MIRROR_LAB_PORT: String(port),
  }
  const args = [medusaCli, "exec", "./scripts/bench/mirror/lab.ts"]
  const service = bench.children.start(
    `bench-mirror-lab-${shop.items}`,
    process.execPath,
    // For a look at the memory that is in use.
    ["--expose-gc", ...args],
    { cwd: projectRoot, env }
  )
  const url = `http://127.0.0.1:${port}`
  await untilReady(service, () => answersOk(url), START_TIMEOUT_MS)
  return {
    ask: async (what) => {
      const body = JSON.stringify({ what })
      const answer = await fetch(url, { method: "POST", body })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`The lab failed at “${what}”: ${text}`)
      /** @type {unknown} */
      const result = JSON.parse(text)
      return result
    },
    close: () => endProcess(service.identity),
  }
}

/**
 * One experiment of a lab, to be measured beside others. Its first run is not
 * measured: before it the engine still compiles what it runs.
 * @template Result
 * @param {MirrorLab} lab
 * @param {string} name
 * @param {string} what the lab calls it
 * @param {(answer: unknown) => Result} read
 * @returns {import("../figure.mjs").Competitor<Result>}
 */
export const experiment = (lab, name, what, read) => ({
  name,
  start: async () => {
    read(await lab.ask(what))
  },
  run: async () => read(await lab.ask(what)),
  stop: () => Promise.resolve(),
})
