// @ts-check
/*
 * A customer pays on the storefront, and what comes of it, hop by hop. The work
 * is TypeScript in scripts/demo; tsx loads it once the packages are there.
 */
import { existsSync } from "node:fs"
import { inNodeModules, paths } from "./lib/project-paths.mjs"

if (existsSync(inNodeModules("tsx"))) {
  const { tsImport } = await import("tsx/esm/api")
  /** @type {typeof import("./demo/run-demo.js")} */
  const { runDemo } = await tsImport("./demo/run-demo.ts", import.meta.url)
  process.exitCode = await runDemo(process.argv.slice(2), paths.ready)
} else {
  process.stderr.write(
    "Nothing is installed in this folder yet. Start the system first, in another terminal: npm run up\n"
  )
  process.exitCode = 1
}
