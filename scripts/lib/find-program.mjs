// @ts-check
import { spawnSync } from "node:child_process"
import { accessSync, constants, existsSync } from "node:fs"
import { delimiter, join } from "node:path"
import { Refusal } from "./refusal.mjs"

/**
 * A program that a suite needs and npm does not bring.
 * @typedef {object} Program
 * @property {string} title
 * @property {string} variable that may name its path
 * @property {string[]} names in PATH
 * @property {string[]} places where it may be besides
 * @property {string[]} debianPackages
 * @property {string} [askVersion] `--version` where not given
 */

/** @type {Program} */
export const chromium = {
  title: "Chromium",
  variable: "CHROMIUM_PATH",
  names: [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
  ],
  places: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  debianPackages: ["chromium", "fonts-liberation"],
}

/** @type {Program} */
export const redisServer = {
  title: "redis-server",
  variable: "REDIS_SERVER_PATH",
  names: ["redis-server", "valkey-server"],
  places: [],
  debianPackages: ["redis-server"],
}

/** @type {Program} */
export const pgbouncer = {
  title: "pgbouncer",
  variable: "PGBOUNCER_PATH",
  names: ["pgbouncer"],
  // Debian's is for the system, and not in everybody's PATH.
  places: ["/usr/sbin/pgbouncer"],
  debianPackages: ["pgbouncer"],
}

/** @type {Program} */
export const openssl = {
  title: "OpenSSL",
  variable: "OPENSSL_PATH",
  names: ["openssl"],
  places: [],
  debianPackages: ["openssl"],
  askVersion: "version",
}

/**
 * What most projects on Supabase run on; the SQL for them is tested on it.
 * @type {Program}
 */
export const postgres15 = {
  title: "PostgreSQL 15",
  variable: "POSTGRES_15_PATH",
  // The one in PATH may be of any version.
  names: [],
  places: [
    "/usr/lib/postgresql/15/bin/postgres",
    "/opt/homebrew/opt/postgresql@15/bin/postgres",
    "/usr/local/opt/postgresql@15/bin/postgres",
  ],
  debianPackages: ["postgresql-15"],
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * @param {Program} program
 * @returns {string | undefined}
 */
export function findProgram({ variable, names, places }) {
  const named = process.env[variable]
  if (named) {
    if (isExecutable(named)) return named
    throw new Refusal(`${variable} names ${named}, which cannot be run.`)
  }
  const folders = (process.env.PATH ?? "").split(delimiter)
  const inPath = folders.flatMap((folder) =>
    names.map((name) => join(folder, name))
  )
  return [...inPath, ...places].find(isExecutable)
}

/** @param {Program} program */
const whatToInstall = ({ title, variable, debianPackages }) =>
  `${title} was not found. Install it (Debian and Ubuntu: apt-get install ` +
  `${debianPackages.join(" ")}), or name its path in ${variable}.`

/**
 * Finds a program, or installs it where that is possible without a question:
 * as root on a system with apt-get.
 * @param {Program} program
 * @param {import("./child-processes.mjs").ChildProcesses} children
 * @returns {Promise<string>} its path
 * @throws {Refusal} that says what to install
 */
export async function findOrInstall(program, children) {
  const found = findProgram(program)
  if (found) return found
  const canInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")
  if (!canInstall) throw new Refusal(whatToInstall(program))
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  const install = [
    "install",
    "-y",
    "--no-install-recommends",
    ...program.debianPackages,
  ]
  process.stdout.write(`Installing ${program.title} with apt-get …\n`)
  try {
    await children.run("apt-get-update", "apt-get", ["update"], { env })
    await children.run("apt-get-install", "apt-get", install, { env })
  } catch (cause) {
    const reason = cause instanceof Error ? `\n${cause.message}` : ""
    throw new Refusal(whatToInstall(program) + reason, { cause })
  }
  const installed = findProgram(program)
  // Ubuntu's chromium package is only a pointer to a snap.
  const asked = [program.askVersion ?? "--version"]
  const answers = installed && spawnSync(installed, asked).status === 0
  if (!answers) throw new Refusal(whatToInstall(program))
  return installed
}
