// @ts-check
/*
 * From a fresh clone to a running system. Only Node itself is needed up to the
 * point where the packages are installed.
 */
import { installPackages } from "./lib/install-packages.mjs"
import { describeError, Refusal } from "./lib/refusal.mjs"
import { parseUpOptions, usage } from "./lib/up-options.mjs"

try {
  const options = parseUpOptions(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(`${usage}\n`)
  } else {
    await installPackages()
    const { runUp } = await import("./lib/run-up.mjs")
    process.exitCode = await runUp(options)
  }
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`)
  process.exitCode = error instanceof Refusal ? error.exitCode : 1
}
