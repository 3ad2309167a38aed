// @ts-check
/*
 * Compares the legacy store with Medusa, shows what differs, and has it mended
 * with --apply. The work is TypeScript in scripts/stock; tsx loads it once the
 * packages are there.
 */
import { existsSync } from "node:fs"
import { readProjectEnvironment } from "./lib/environment.mjs"
import { inNodeModules, paths } from "./lib/project-paths.mjs"

if (existsSync(inNodeModules("tsx"))) {
  const { tsImport } = await import("tsx/esm/api")
  /** @type {typeof import("./stock/run-reconcile.js")} */
  const { runReconcile } = await tsImport(
    "./stock/run-reconcile.ts",
    import.meta.url
  )
  process.exitCode = await runReconcile(process.argv.slice(2), {
    databaseUrl: readProjectEnvironment().DATABASE_URL,
    readyFile: paths.ready,
  })
} else {
  process.stderr.write(
    "Nothing is installed in this folder yet. Install the packages first: npm ci\n"
  )
  process.exitCode = 1
}
