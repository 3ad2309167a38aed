// @ts-check
/*
 * The figures of this backend beside those of programs that do the same work.
 * Sets up all it needs, from a fresh clone.
 */
import { installPackages } from "./lib/install-packages.mjs"
import { describeError, Refusal } from "./lib/refusal.mjs"

try {
  await installPackages()
  const { parseBenchOptions } = await import("./bench/options.mjs")
  const options = parseBenchOptions(process.argv.slice(2))
  if ("help" in options) {
    process.stdout.write(options.help)
  } else {
    const { runBench } = await import("./bench/run-bench.mjs")
    process.exitCode = await runBench(options)
  }
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`)
  process.exitCode = error instanceof Refusal ? error.exitCode : 1
}
