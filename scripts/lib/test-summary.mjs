// @ts-check

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {Counts & { suite: string, seconds: number, note: string }} SuiteResult
 */

/**
 * @param {unknown} report that jest wrote with --json; undefined where it did
 *   not get that far
 * @returns {Counts} a file that could not run at all is one failure
 */
export function countsOf(report) {
  if (typeof report !== "object" || report === null) {
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const fields = /** @type {Record<string, unknown>} */ (report)
  const number = (/** @type {string} */ name) => Number(fields[name] ?? 0)
  return {
    passed: number("numPassedTests"),
    failed: number("numFailedTests") + number("numRuntimeErrorTestSuites"),
    skipped: number("numPendingTests") + number("numTodoTests"),
  }
}

/**
 * @param {Counts[]} results
 * @returns {Counts}
 */
export const sum = (results) => ({
  passed: results.reduce((total, { passed }) => total + passed, 0),
  failed: results.reduce((total, { failed }) => total + failed, 0),
  skipped: results.reduce((total, { skipped }) => total + skipped, 0),
})

/**
 * @param {Counts} counts
 * @returns {string} the line that ends a test run; other programs read it
 */
export const lastLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`

/**
 * @param {SuiteResult[]} results
 * @returns {string} a line a suite, in columns
 */
export function summaryTable(results) {
  const header = ["Suite", "Passed", "Failed", "Skipped", "Time"]
  const lines = results.map((result) => [
    result.suite,
    String(result.passed),
    String(result.failed),
    String(result.skipped),
    `${result.seconds.toFixed(0)} s`,
    result.note,
  ])
  return [header, ...lines]
    .map(
      ([
        suite = "",
        passed = "",
        failed = "",
        skipped = "",
        time = "",
        note = "",
      ]) =>
        [
          suite.padEnd(9),
          passed.padStart(7),
          failed.padStart(7),
          skipped.padStart(8),
          time.padStart(7),
          ` ${note}`,
        ]
          .join(" ")
          .trimEnd()
    )
    .join("\n")
}
