// @ts-check
import { randomBytes } from "node:crypto"
import { dirname, join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { failureOf } from "./child-processes.mjs"
import {
  chromium,
  findOrInstall,
  openssl,
  pgbouncer,
  postgres15,
  redisServer,
} from "./find-program.mjs"
import { ensureBuild } from "./medusa-build.mjs"
import { freePort } from "./ports.mjs"
import { findPostgresHome } from "./postgres-home.mjs"
import { startPostgres, superuserUrl } from "./postgres.mjs"
import { accepts } from "./socket.mjs"

/** @typedef {import("./child-processes.mjs").ChildProcesses} ChildProcesses */

/**
 * Starts a PostgreSQL that lives as long as the run, with the settings that a
 * real one has: the fault suites rely on what a commit promises.
 * @param {string} dataDir
 * @param {ChildProcesses} children
 * @returns {Promise<NodeJS.ProcessEnv>} what the suites find it by
 */
export async function startTestDatabase(dataDir, children) {
  const port = await freePort(55_432)
  const password = randomBytes(18).toString("base64url")
  const home = await findPostgresHome(dataDir)
  await startPostgres(home, { port, password, children })
  return {
    DB_HOST: "127.0.0.1",
    DB_PORT: String(port),
    DB_USERNAME: "postgres",
    DB_PASSWORD: password,
    TEST_DATABASE_ADMIN_URL: superuserUrl(port, password),
  }
}

/** @type {Promise<string> | undefined} */
let redisUrl

/**
 * @param {string} program
 * @param {ChildProcesses} children
 * @returns {Promise<string>} URL of a Redis that keeps nothing
 */
async function startRedis(program, children) {
  const port = await freePort(56_379)
  const settings = { port, bind: "127.0.0.1", save: "", appendonly: "no" }
  const args = Object.entries(settings).flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ])
  const service = children.start("redis-server", program, args, { cwd: "/" })
  while (!(await accepts(port))) {
    if (service.exit)
      throw failureOf("redis-server", service.exit, service.logFile)
    await delay(50)
  }
  return `redis://127.0.0.1:${port}`
}

/** @type {Promise<string> | undefined} */
let postgres15Url

/**
 * @param {string} program
 * @param {ChildProcesses} children
 * @param {string} folder
 * @returns {Promise<string>} address of its superuser
 */
async function startPostgres15(program, children, folder) {
  const name = "postgres-15"
  const port = await freePort(55_415)
  const password = randomBytes(18).toString("base64url")
  const home = await findPostgresHome(join(folder, name), {
    postgres: program,
    initdb: join(dirname(program), "initdb"),
  })
  await startPostgres(home, { port, password, children, name })
  return superuserUrl(port, password)
}

/**
 * @param {import("./test-suites.mjs").Need[]} needs
 * @param {ChildProcesses} children
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder for what lives as long as the run
 * @returns {Promise<NodeJS.ProcessEnv>} env, and what the suite finds the rest by
 * @throws {import("./refusal.mjs").Refusal} that says what is missing
 */
export async function provide(needs, children, env, folder) {
  const provided = { ...env }
  if (needs.includes("build")) {
    process.stdout.write(
      "Building the server and the admin, unless it is done …\n"
    )
    await ensureBuild(children, { env })
  }
  /** @type {[import("./test-suites.mjs").Need, import("./find-program.mjs").Program][]} */
  const programs = [
    ["chromium", chromium],
    ["openssl", openssl],
    ["pgbouncer", pgbouncer],
  ]
  for (const [need, program] of programs) {
    if (needs.includes(need)) {
      provided[program.variable] = await findOrInstall(program, children)
    }
  }
  if (needs.includes("redis")) {
    const program = await findOrInstall(redisServer, children)
    redisUrl ??= startRedis(program, children)
    provided[redisServer.variable] = program
    provided.TEST_REDIS_URL = await redisUrl
  }
  if (needs.includes("postgres15")) {
    const program = await findOrInstall(postgres15, children)
    postgres15Url ??= startPostgres15(program, children, folder)
    provided.TEST_POSTGRES_15_URL = await postgres15Url
  }
  return provided
}
