// @ts-check
import { join, resolve } from "node:path"

/** The folder of the clone. */
export const projectRoot = resolve(import.meta.dirname, "../..")

const ownDataDir = join(projectRoot, ".data")

/** UP_DATA_DIR lets a test have a system of its own beside the one a person runs. */
const dataDir = resolve(process.env.UP_DATA_DIR ?? ownDataDir)

/** Everything the commands keep between runs, by default all of it under `.data/`. */
export const paths = Object.freeze({
  data: dataDir,
  logs: join(dataDir, "logs"),
  run: join(dataDir, "run.json"),
  ready: join(dataDir, "up.json"),
  credentials: join(dataDir, "credentials.json"),
  stamps: join(dataDir, "stamps.json"),
  // Of node_modules, which there is once for all data folders.
  packagesStamp: join(ownDataDir, "packages.json"),
  postgres: join(dataDir, "postgres"),
  stripeState: join(dataDir, "stripe-stand-in.json"),
  build: join(projectRoot, ".medusa", "server"),
})

/**
 * A command of an installed package, to be run with this same Node.
 * @param {string} relative path inside node_modules
 * @returns {string}
 */
export const inNodeModules = (relative) =>
  join(projectRoot, "node_modules", relative)

/**
 * @param {string} script TypeScript, its path in the project
 * @returns {string[]} arguments for this Node to run it, with the project's
 *   folder as its working directory
 */
export const typescript = (script) => [
  "--import",
  "tsx",
  join(projectRoot, script),
]
