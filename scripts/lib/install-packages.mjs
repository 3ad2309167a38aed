// @ts-check
import { spawn } from "node:child_process"
import { createWriteStream, existsSync, mkdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { createInterface } from "node:readline"
import { hashFiles } from "./file-hash.mjs"
import { readJson, writeJson } from "./json-file.mjs"
import { startSpinner } from "./line-spinner.mjs"
import { lastLogLines } from "./log-tail.mjs"
import { paths, projectRoot } from "./project-paths.mjs"
import { Refusal } from "./refusal.mjs"

/*
 * Uses nothing but Node: it runs before there is a node_modules folder.
 */

/**
 * A folder with a package.json and a package-lock.json.
 * @typedef {object} PackageFolder
 * @property {string} folder
 * @property {string} title for the person at the terminal
 * @property {string} stampFile which lock file was installed last
 * @property {string} logName of npm's log file
 */

/** @param {PackageFolder} packages */
function packagesAreInstalled({ folder, stampFile }) {
  const installed = join(folder, "node_modules", ".package-lock.json")
  if (!existsSync(installed)) return false
  const stamp = readJson(stampFile)
  // Without a stamp somebody ran npm by hand, which is as good.
  if (stamp === undefined) return true
  return stamp === hashFiles(folder, ["package-lock.json"])
}

/**
 * Runs `npm ci` where node_modules does not hold what package-lock.json names.
 * @param {PackageFolder} packages
 * @returns {Promise<boolean>} whether it was needed
 * @throws {Refusal} with npm's own words when it fails
 */
export async function installPackagesOf(packages) {
  const needed = !packagesAreInstalled(packages)
  if (needed) await runNpm(packages)
  const stamp = hashFiles(packages.folder, ["package-lock.json"])
  writeJson(packages.stampFile, stamp)
  return needed
}

/** The same for the packages of the project itself. */
export const installPackages = () =>
  installPackagesOf({
    folder: projectRoot,
    title: "Packages",
    stampFile: paths.packagesStamp,
    logName: "npm-ci",
  })

/**
 * @param {string} logFile
 * @returns {string} npm's reason, which stands before its usage text
 */
function npmErrors(logFile) {
  const errors = readFileSync(logFile, "utf8")
    .split("\n")
    .filter((line) => /^npm error \S/.test(line))
    .slice(0, 12)
  const log = relative(process.cwd(), logFile)
  return errors.length === 0
    ? lastLogLines(logFile)
    : [`${log} begins its errors with:`, ...errors].join("\n  ")
}

/** @param {PackageFolder} packages */
async function runNpm({ folder, title, logName }) {
  mkdirSync(paths.logs, { recursive: true, mode: 0o700 })
  const logFile = join(paths.logs, `${logName}.log`)
  const log = createWriteStream(logFile, { mode: 0o600 })
  const spinner = startSpinner(`${title}: npm ci`)
  // http lines are npm's only sign of life while it downloads.
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=http"]
  const child = spawn("npm", args, {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: "development",
      MEDUSA_DISABLE_TELEMETRY: "true",
    },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let fetched = 0
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false })
    createInterface({ input: stream }).on("line", (line) => {
      if (line.includes("http fetch")) spinner.detail(`${++fetched} fetched`)
    })
  }
  const code = await new Promise((resolve) => {
    child.on("close", resolve)
    child.on("error", () => {
      resolve(127)
    })
  })
  await new Promise((done) => log.end(done))
  spinner.stop(code === 0 ? "✔" : "✖")
  if (code === 127) throw new Refusal("npm was not found beside Node.")
  if (code !== 0) throw new Refusal(`npm ci failed. ${npmErrors(logFile)}`)
}
