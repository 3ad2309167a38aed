// @ts-check
import { spawn } from "node:child_process"
import { createWriteStream, existsSync, mkdirSync, readFileSync } from "node:fs"
import { relative } from "node:path"
import { createInterface } from "node:readline"
import { hashFiles } from "./file-hash.mjs"
import { readJson, writeJson } from "./json-file.mjs"
import { startSpinner } from "./line-spinner.mjs"
import { lastLogLines } from "./log-tail.mjs"
import { inNodeModules, paths, projectRoot } from "./project-paths.mjs"
import { Refusal } from "./refusal.mjs"

/*
 * Uses nothing but Node: it runs before there is a node_modules folder.
 */

/** @returns {boolean} whether node_modules holds what package-lock.json names */
function packagesAreInstalled() {
  const installed = inNodeModules(".package-lock.json")
  if (!existsSync(installed)) return false
  const stamp = readJson(paths.packagesStamp)
  // Without a stamp somebody ran npm by hand, which is as good.
  if (stamp === undefined) return true
  return stamp === hashFiles(projectRoot, ["package-lock.json"])
}

/**
 * Runs `npm ci` where it is needed.
 * @returns {Promise<boolean>} whether it was
 * @throws {Refusal} with npm's own words when it fails
 */
export async function installPackages() {
  const needed = !packagesAreInstalled()
  if (needed) await runNpm()
  writeJson(paths.packagesStamp, hashFiles(projectRoot, ["package-lock.json"]))
  return needed
}

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

async function runNpm() {
  mkdirSync(paths.logs, { recursive: true, mode: 0o700 })
  const logFile = `${paths.logs}/npm-ci.log`
  const log = createWriteStream(logFile, { mode: 0o600 })
  const spinner = startSpinner("Packages: npm ci")
  // http lines are npm's only sign of life while it downloads.
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=http"]
  const child = spawn("npm", args, {
    cwd: projectRoot,
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
