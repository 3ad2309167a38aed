// @ts-check
import { execFileSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { dirname, join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { failureOf } from "./child-processes.mjs"
import { ping } from "./databases.mjs"
import { endProcess, identify } from "./process-identity.mjs"
import { Refusal } from "./refusal.mjs"

/**
 * @typedef {import("./postgres-home.mjs").PostgresHome} PostgresHome
 * @typedef {import("./child-processes.mjs").ChildProcesses} ChildProcesses
 */

const user = "postgres"

/** The first PostgreSQL that brings a locale with it. */
const BUILTIN_LOCALE_SINCE = 17

/**
 * @param {import("./postgres-home.mjs").PostgresBinaries} binaries
 * @returns {number} 18 of «postgres (PostgreSQL) 18.1»
 */
function majorOf({ postgres }) {
  const version = execFileSync(postgres, ["--version"], { encoding: "utf8" })
  return Number(/(\d+)/.exec(version)?.[1])
}

// Nothing of the caller's locale or PG* variables may reach the cluster.
const environment = { PATH: process.env.PATH ?? "", LC_ALL: "C" }

/**
 * @param {number} port
 * @param {string} password
 * @param {string} [database]
 * @returns {string} URL of the cluster's superuser
 */
export const superuserUrl = (port, password, database = "postgres") =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/**
 * Makes the cluster, whole or not at all.
 * @param {PostgresHome} home
 * @param {string} password of the superuser
 * @param {ChildProcesses} children
 */
async function createCluster({ binaries, dataDir, runAs }, password, children) {
  const draft = `${dataDir}.new`
  const passwordFile = `${dataDir}.${randomBytes(4).toString("hex")}`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (runAs) {
    chownSync(draft, runAs.uid, runAs.gid)
    chownSync(passwordFile, runAs.uid, runAs.gid)
  }
  const args = [
    `--pgdata=${draft}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    ...(majorOf(binaries) >= BUILTIN_LOCALE_SINCE
      ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
      : []),
  ]
  try {
    const options = { ...runAs, cwd: "/", env: environment }
    await children.run("initdb", binaries.initdb, args, options)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, dataDir)
}

/**
 * @param {PostgresHome} home
 * @throws {Refusal} where the data is somebody else's or another version's
 */
function checkCluster({ binaries, dataDir, runAs }) {
  const owner = statSync(dataDir).uid
  const self = runAs?.uid ?? process.getuid?.()
  if (self !== undefined && owner !== self) {
    throw new Refusal(
      `${dataDir} belongs to user ${owner}: it was made when the command ran ` +
        "as another user. Run it as that user again, or remove .data as that user."
    )
  }
  const made = readFileSync(join(dataDir, "PG_VERSION"), "utf8").trim()
  const installed = majorOf(binaries)
  if (String(installed) !== made) {
    throw new Refusal(
      `${dataDir} was made by PostgreSQL ${made}, installed is ${installed}. ` +
        "Start anew with --fresh."
    )
  }
}

/**
 * @param {number} pid
 * @param {string} dataDir
 */
function isPostmasterOf(pid, dataDir) {
  try {
    if (process.platform === "linux") {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir)
    }
    const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)])
    return command.toString().includes(dataDir)
  } catch {
    return false
  }
}

/**
 * Ends a postmaster that a killed run left on this data. PostgreSQL overlooks a
 * stale lock file by itself unless the pid in it is in use again, as it easily
 * is in a container: then the file goes.
 * @param {string} dataDir
 */
async function endStalePostmaster(dataDir) {
  const lockFile = join(dataDir, "postmaster.pid")
  if (!existsSync(lockFile)) return
  const pid = Number.parseInt(readFileSync(lockFile, "utf8"), 10)
  const identity = Number.isNaN(pid) ? null : identify(pid)
  if (!identity) return
  if (isPostmasterOf(pid, dataDir)) {
    await endProcess(identity, { signal: "SIGINT", graceMs: 20_000 })
  } else {
    rmSync(lockFile, { force: true })
  }
}

/**
 * Starts the cluster on 127.0.0.1, making it first where it is not there yet,
 * and waits until it answers.
 * @param {PostgresHome} home
 * @param {{ port: number, password: string, children: ChildProcesses, name?: string }} options
 *   name: of its log file
 * @returns {Promise<import("./child-processes.mjs").Service>}
 */
export async function startPostgres(
  home,
  { port, password, children, name = "postgres" }
) {
  const { binaries, dataDir, runAs } = home
  if (!existsSync(join(dataDir, "PG_VERSION"))) {
    mkdirSync(dirname(dataDir), { recursive: true })
    await createCluster(home, password, children)
  }
  checkCluster(home)
  await endStalePostmaster(dataDir)
  const settings = {
    listen_addresses: "127.0.0.1",
    // A socket in /tmp could meet that of another PostgreSQL on this port.
    unix_socket_directories: "",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
  }
  const service = children.start(
    name,
    binaries.postgres,
    ["-D", dataDir, "-p", String(port)].concat(
      Object.entries(settings).flatMap(([name, value]) => [
        "-c",
        `${name}=${value}`,
      ])
    ),
    // SIGINT is PostgreSQL's fast shutdown: sessions end, data is written.
    { ...runAs, cwd: "/", env: environment, signal: "SIGINT", graceMs: 20_000 }
  )
  await untilReady(service, superuserUrl(port, password))
  return service
}

/**
 * @param {import("./child-processes.mjs").Service} service
 * @param {string} url
 */
async function untilReady(service, url) {
  for (;;) {
    if (service.exit) {
      throw failureOf("PostgreSQL", service.exit, service.logFile)
    }
    const answer = await ping(url)
    if (answer === "ready") return
    if (answer === "wrong password") {
      throw new Refusal(
        "The embedded PostgreSQL does not know the password in " +
          ".data/credentials.json. Start anew with --fresh."
      )
    }
    await delay(50)
  }
}
