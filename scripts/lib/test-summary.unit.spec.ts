const load = () => import("./test-summary.mjs")

describe("the count of a test run", () => {
  it("takes a file that could not run for a failure", async () => {
    const { countsOf } = await load()
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      numRuntimeErrorTestSuites: 1,
    }
    expect(countsOf(report)).toEqual({ passed: 3, failed: 2, skipped: 3 })
  })

  it("takes a report that was never written for a failure", async () => {
    const { countsOf } = await load()
    expect(countsOf(undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it("ends in the line that other programs read", async () => {
    const { lastLine, sum } = await load()
    const total = sum([
      { passed: 3, failed: 0, skipped: 1 },
      { passed: 4, failed: 2, skipped: 0 },
    ])
    expect(lastLine(total)).toBe("7 passed, 2 failed, 1 skipped")
  })

  it("is shown by suite, in columns", async () => {
    const { summaryTable } = await load()
    const unit = {
      suite: "unit",
      passed: 12,
      failed: 0,
      skipped: 0,
      seconds: 7.4,
      note: "",
    }
    const http = { ...unit, suite: "http", failed: 1, note: "no test ran" }
    expect(summaryTable([unit, http])).toBe(
      [
        "Suite      Passed  Failed  Skipped    Time",
        "unit           12       0        0     7 s",
        "http           12       1        0     7 s  no test ran",
      ].join("\n")
    )
  })
})
