// @ts-check
import { z } from "@medusajs/framework/zod"
import { medusaCli } from "../../lib/medusa-build.mjs"
import { freePort } from "../../lib/ports.mjs"
import { endProcess } from "../../lib/process-identity.mjs"
import { answersOk, untilReady } from "../../lib/until-ready.mjs"

/**
 * @typedef {import("../bench.mjs").Bench} Bench
 * @typedef {import("./key-servers.mjs").KeyServer} KeyServer
 */

const START_TIMEOUT_MS = 120_000

const staff = { email: "keys@example.com", password: "only-for-the-bench" }

const session = z.looseObject({ token: z.string() })
const made = z.looseObject({
  api_key: z.looseObject({ id: z.string(), token: z.string() }),
})

/**
 * A running server, and staff who are signed in to it.
 * @typedef {object} OpenKeyServer
 * @property {string} url
 * @property {(title: string) => Promise<{ id: string, token: string }>} makeKey
 * @property {(id: string) => Promise<void>} revokeKey
 * @property {() => Promise<string>} another starts one more process on the same
 *   database; its URL
 * @property {() => Promise<void>} close
 */

/**
 * @param {Bench} bench
 * @param {KeyServer} server
 * @param {string} databaseUrl migrated where the server is this backend, else empty
 * @returns {Promise<OpenKeyServer>}
 */
export async function openKeyServer(bench, server, databaseUrl) {
  const { name, health, prepare } = server
  const { cwd, env } = await prepare(bench, databaseUrl)
  const { email, password } = staff
  const user = [medusaCli, "user", "-e", email, "-p", password]
  await bench.children.run("bench-keys-staff", process.execPath, user, {
    cwd,
    env,
  })
  /** @type {import("../../lib/child-processes.mjs").Service[]} */
  const services = []
  const start = async () => {
    const port = await freePort(28_000)
    const log = `bench-keys-${name.replaceAll(/\W+/g, "-")}-${services.length}`
    const args = [medusaCli, "start", "--port", String(port)]
    const service = bench.children.start(log, process.execPath, args, {
      cwd,
      env,
    })
    services.push(service)
    const url = `http://127.0.0.1:${port}`
    const isReady = () => answersOk(`${url}${health}`)
    await untilReady(service, isReady, START_TIMEOUT_MS)
    return url
  }
  const url = await start()
  const { token } = session.parse(
    await post(`${url}/auth/user/emailpass`, staff)
  )
  return {
    url,
    makeKey: async (title) => {
      const order = { title, type: "secret" }
      const answer = await post(`${url}/admin/api-keys`, order, token)
      return made.parse(answer).api_key
    },
    revokeKey: async (id) => {
      await post(`${url}/admin/api-keys/${id}/revoke`, {}, token)
    },
    another: start,
    close: async () => {
      for (const { identity } of services) await endProcess(identity)
    },
  }
}

/**
 * @param {string} url
 * @param {object} body
 * @param {string} [token] of staff who are signed in
 * @returns {Promise<unknown>}
 * @throws where it is not done
 */
async function post(url, body, token) {
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`)
  /** @type {unknown} */
  const result = JSON.parse(text)
  return result
}
