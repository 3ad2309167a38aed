// @ts-check
import { join } from "node:path"
import { withoutProjectVariables } from "./environment.mjs"
import { readJson } from "./json-file.mjs"
import { inNodeModules, projectRoot } from "./project-paths.mjs"
import { describeError } from "./refusal.mjs"
import { provide, startTestDatabase } from "./test-needs.mjs"
import { hasFiles, suites } from "./test-suites.mjs"
import { countsOf, lastLine, sum, summaryTable } from "./test-summary.mjs"
import { colorsFor } from "./terminal-colors.mjs"
import { throwAwayRun } from "./throw-away-run.mjs"

const colors = colorsFor(process.stdout)

/**
 * @typedef {import("./child-processes.mjs").ChildProcesses} ChildProcesses
 * @typedef {import("./test-suites.mjs").Suite} Suite
 * @typedef {import("./test-summary.mjs").SuiteResult} SuiteResult
 * @typedef {{ children: ChildProcesses, env: NodeJS.ProcessEnv, grep: string | undefined, folder: string }} TestRun
 */

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`)

/** @returns {NodeJS.ProcessEnv} of the caller, without what would change a test */
const hermeticEnvironment = () => ({
  ...Object.fromEntries(
    Object.entries(withoutProjectVariables(process.env)).filter(
      ([name]) => !name.startsWith("PG")
    )
  ),
  NODE_ENV: "test",
  MEDUSA_DISABLE_TELEMETRY: "true",
})

/**
 * @param {Suite} suite
 * @param {TestRun} run
 * @returns {Promise<Omit<SuiteResult, "seconds">>}
 */
async function runSuite(suite, { children, env, grep, folder }) {
  const report = join(folder, `${suite.name}.json`)
  const args = [
    inNodeModules("jest/bin/jest.js"),
    ...["--selectProjects", suite.name],
    ...["--json", "--outputFile", report],
    // Medusa keeps timers of its own after a test has closed it.
    ...(suite.workers
      ? ["--maxWorkers", String(suite.workers), "--forceExit"]
      : []),
    ...(grep ? ["--testNamePattern", grep] : []),
  ]
  const vmModules = "--experimental-vm-modules"
  const quiet = "--disable-warning=ExperimentalWarning"
  const suiteEnv = {
    ...(await provide(suite.needs, children, env, folder)),
    NODE_OPTIONS: `${env.NODE_OPTIONS ?? ""} ${vmModules} ${quiet}`.trim(),
  }
  const options = { cwd: projectRoot, env: suiteEnv }
  const exit = await children.runVisibly(
    `jest ${suite.name}`,
    process.execPath,
    args,
    options
  )
  const counts = countsOf(readJson(report))
  return { suite: suite.name, ...judge(counts, exit.code, grep !== undefined) }
}

/**
 * @param {import("./test-summary.mjs").Counts} counts
 * @param {number | null} exitCode of jest
 * @param {boolean} isFiltered
 */
function judge(counts, exitCode, isFiltered) {
  const failed = (/** @type {string} */ note) => ({
    ...counts,
    failed: counts.failed || 1,
    note,
  })
  if (exitCode !== 0 && counts.failed === 0)
    return failed(`jest ended with ${exitCode}`)
  if (counts.passed + counts.failed === 0 && !isFiltered)
    return failed("no test ran")
  return { ...counts, note: "" }
}

/**
 * @param {Suite} suite
 * @param {TestRun} run
 * @returns {Promise<SuiteResult>}
 */
async function attempt(suite, run) {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const nothing = { suite: suite.name, passed: 0, failed: 0, skipped: 0 }
  if (!hasFiles(suite)) return { ...nothing, seconds: 0, note: "no test files" }
  say(colors.bold(`\n▶ ${suite.name}`))
  try {
    return { ...(await runSuite(suite, run)), seconds: seconds() }
  } catch (error) {
    if (run.children.stopping) throw error
    say(colors.red(describeError(error)))
    return {
      ...nothing,
      failed: 1,
      seconds: seconds(),
      note: "could not run, see above",
    }
  }
}

/**
 * @param {import("./test-options.mjs").TestOptions} options
 * @param {string} folder
 * @param {ChildProcesses} children
 * @returns {Promise<SuiteResult[]>}
 */
async function runAll({ names, grep }, folder, children) {
  const database = await startTestDatabase(join(folder, "postgres"), children)
  const env = { ...hermeticEnvironment(), ...database }
  /** @type {SuiteResult[]} */
  const results = []
  for (const suite of suites) {
    if (children.stopping) break
    if (!names.includes(suite.name)) continue
    results.push(await attempt(suite, { children, env, grep, folder }))
  }
  return results
}

/**
 * Runs the suites one after another and prints what came of them. Its last line
 * is `N passed, N failed, N skipped`.
 * @param {import("./test-options.mjs").TestOptions} options
 * @returns {Promise<number>} the exit code
 */
export async function runTests(options) {
  try {
    /** @param {import("./throw-away-run.mjs").ThrowAwayRun} run */
    const work = ({ folder, children }) => runAll(options, folder, children)
    const results = await throwAwayRun("tests", work)
    if (!results) {
      say("\nStopped before all suites had run.")
      return 130
    }
    const total = sum(results)
    say(`\n${summaryTable(results)}\n\n${lastLine(total)}`)
    return total.failed > 0 || total.passed === 0 ? 1 : 0
  } catch (error) {
    say(
      `${colors.red(describeError(error))}\n\n${lastLine({ passed: 0, failed: 1, skipped: 0 })}`
    )
    return 1
  }
}
