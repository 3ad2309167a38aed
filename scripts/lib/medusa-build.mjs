// @ts-check
import { existsSync, writeFileSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { hashFiles } from "./file-hash.mjs"
import { inNodeModules, paths, projectRoot } from "./project-paths.mjs"
import { Refusal } from "./refusal.mjs"
import { lastLogLines } from "./log-tail.mjs"

// Inside the build: Medusa empties the folder before it builds, so a build made
// by hand or broken off in the middle is never taken for the one that was
// stamped.
const stampFile = join(paths.build, ".source-hash")
const adminIndex = join(paths.build, "public", "admin", "index.html")

/** Medusa's command line, to be run with this Node. */
export const medusaCli = inNodeModules("@medusajs/cli/cli.js")

/** @param {string} path */
const isSource = (path) =>
  !/\.(spec|test)\.tsx?$/.test(path) && !path.endsWith(".md")

const sourceHash = () =>
  hashFiles(
    projectRoot,
    [
      "src",
      "medusa-config.ts",
      "instrumentation.ts",
      "tsconfig.json",
      "package-lock.json",
    ],
    isSource
  )

/** @returns {boolean} whether `.medusa/server` was built from the files as they are */
export const isBuilt = () =>
  existsSync(adminIndex) &&
  existsSync(stampFile) &&
  readFileSync(stampFile, "utf8") === sourceHash()

/** Says of a build that was just made that it is one of the files as they are. */
export const stampBuild = () => {
  writeFileSync(stampFile, sourceHash())
}

/**
 * Builds the server and the admin into `.medusa/server` unless they are there.
 * @param {import("./child-processes.mjs").ChildProcesses} children
 * @param {{ env: NodeJS.ProcessEnv, onLine?: (line: string) => void }} options
 * @returns {Promise<boolean>} whether it built
 */
export async function ensureBuild(children, { env, onLine }) {
  if (isBuilt()) return false
  const hash = sourceHash()
  // Vite takes a NODE_ENV that is set at its word, and would make a
  // development build of the admin.
  const { NODE_ENV: _, ...buildEnv } = env
  const args = [medusaCli, "build"]
  const options = { cwd: projectRoot, env: buildEnv, onLine }
  await children.run("build", process.execPath, args, options)
  if (!existsSync(adminIndex)) {
    const log = join(children.logs, "build.log")
    throw new Refusal(`The build made no admin. ${lastLogLines(log)}`)
  }
  writeFileSync(stampFile, hash)
  return true
}
