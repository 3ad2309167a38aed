// @ts-check
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { ChildProcesses } from "../lib/child-processes.mjs"
import { writeJson } from "../lib/json-file.mjs"
import { startSpinner } from "../lib/line-spinner.mjs"
import { progressLine } from "../lib/log-tail.mjs"
import { ensureBuild } from "../lib/medusa-build.mjs"
import { postgresFolders } from "../lib/postgres-home.mjs"
import { paths, projectRoot } from "../lib/project-paths.mjs"
import { describeError } from "../lib/refusal.mjs"
import { openRunRecord } from "../lib/run-record.mjs"
import { onStopSignal } from "../lib/stop-signals.mjs"
import { startTestDatabase } from "../lib/test-needs.mjs"
import { Bench } from "./bench.mjs"
import { figures } from "./figures.mjs"
import { installBenchPackages } from "./install-bench-packages.mjs"
import { thisMachine, toJson, toTable } from "./report.mjs"

/**
 * @typedef {import("./options.mjs").BenchOptions} BenchOptions
 * @typedef {import("./finding.mjs").Finding} Finding
 */

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`)

/**
 * @param {ChildProcesses} children
 * @param {NodeJS.ProcessEnv} env
 */
async function build(children, env) {
  const spinner = startSpinner("Server and admin, built unless they are")
  const onLine = (/** @type {string} */ line) =>
    spinner.detail(progressLine(line))
  try {
    await ensureBuild(children, { env, onLine })
    spinner.stop("✔")
  } catch (error) {
    spinner.stop("✖")
    throw error
  }
}

/**
 * @param {BenchOptions} options
 * @param {string} folder
 * @param {ChildProcesses} children
 * @returns {Promise<Finding[]>}
 */
async function measure({ only, runs, seconds }, folder, children) {
  const database = await startTestDatabase(join(folder, "postgres"), children)
  const postgresUrl = database.TEST_DATABASE_ADMIN_URL ?? ""
  const bench = new Bench({
    children,
    postgresUrl,
    runs,
    seconds,
    say: (line) => say(`  ${line}`),
  })
  /** @type {Finding[]} */
  const findings = []
  for (const { name, title, run } of figures) {
    if (!only.includes(name)) continue
    say(`\n▶ ${name} ${title}`)
    findings.push(...(await run(bench)))
  }
  return findings
}

/**
 * Measures the figures and prints what came of them. A goal that is not reached
 * is a finding, no failure.
 * @param {BenchOptions} options
 * @returns {Promise<number>} the exit code
 */
export async function runBench(options) {
  const folder = mkdtempSync(join(tmpdir(), "storefront-bench-"))
  const removed = [folder, ...postgresFolders(join(folder, "postgres"))]
  const recordFile = join(folder, "run.json")
  const opened = await openRunRecord(recordFile, removed)
  if ("runningPid" in opened) throw new Error(`${folder} is in use.`)
  const children = new ChildProcesses(recordFile, opened.record, paths.logs)
  const stopSignal = onStopSignal(children)
  const running = installBenchPackages()
    .then(() => build(children, process.env))
    .then(() => measure(options, folder, children))
  try {
    const findings = await Promise.race([running, stopSignal])
    if (!findings) {
      say("\nStopped before all figures were measured.")
      return 130
    }
    const file = resolve(projectRoot, options.json)
    writeJson(file, toJson(findings, thisMachine()))
    say(`\n${toTable(findings)}\nMedians of ${options.runs}; all runs: ${file}`)
    return 0
  } catch (error) {
    say(describeError(error))
    return 1
  } finally {
    await children.stopAll()
    await running.catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}
