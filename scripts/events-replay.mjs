// @ts-check
/*
 * Sends events of Stripe off again that were given up, and looks on while they
 * are worked off. The work is TypeScript in scripts/events; tsx loads it once
 * the packages are there.
 */
import { existsSync } from "node:fs"
import { readProjectEnvironment } from "./lib/environment.mjs"
import { inNodeModules, paths } from "./lib/project-paths.mjs"

if (existsSync(inNodeModules("tsx"))) {
  const { tsImport } = await import("tsx/esm/api")
  /** @type {typeof import("./events/run-replay.js")} */
  const { runReplay } = await tsImport(
    "./events/run-replay.ts",
    import.meta.url
  )
  process.exitCode = await runReplay(process.argv.slice(2), {
    databaseUrl: readProjectEnvironment().DATABASE_URL,
    readyFile: paths.ready,
  })
} else {
  process.stderr.write(
    "Nothing is installed in this folder yet. Install the packages first: npm ci\n"
  )
  process.exitCode = 1
}
