// @ts-check
import { join, resolve } from "node:path"
import { writeJson } from "../lib/json-file.mjs"
import { startSpinner } from "../lib/line-spinner.mjs"
import { progressLine } from "../lib/log-tail.mjs"
import { ensureBuild } from "../lib/medusa-build.mjs"
import { projectRoot } from "../lib/project-paths.mjs"
import { describeError } from "../lib/refusal.mjs"
import { startTestDatabase } from "../lib/test-needs.mjs"
import { throwAwayRun } from "../lib/throw-away-run.mjs"
import { Bench } from "./bench.mjs"
import { figures } from "./figures.mjs"
import { installBenchPackages } from "./install-bench-packages.mjs"
import { thisMachine, toJson, toTable } from "./report.mjs"

/**
 * @typedef {import("../lib/child-processes.mjs").ChildProcesses} ChildProcesses
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
  try {
    /** @param {import("../lib/throw-away-run.mjs").ThrowAwayRun} run */
    const work = async ({ folder, children }) => {
      await installBenchPackages()
      await build(children, process.env)
      return measure(options, folder, children)
    }
    const findings = await throwAwayRun("bench", work)
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
  }
}
