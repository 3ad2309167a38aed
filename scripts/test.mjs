// @ts-check
/*
 * Every suite, from a fresh clone. Its last line is what other programs read:
 * N passed, N failed, N skipped.
 */
import { installPackages } from "./lib/install-packages.mjs"
import { describeError, Refusal } from "./lib/refusal.mjs"
import { parseTestOptions, usage } from "./lib/test-options.mjs"

try {
  const options = parseTestOptions(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(`${usage}\n`)
  } else {
    await installPackages()
    const { runTests } = await import("./lib/run-tests.mjs")
    process.exitCode = await runTests(options)
  }
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`)
  process.exitCode = error instanceof Refusal ? error.exitCode : 1
}
