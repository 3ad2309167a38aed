// @ts-check
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { projectRoot } from "./project-paths.mjs"

/**
 * @typedef {"build" | "chromium" | "openssl" | "pgbouncer" | "postgres15" | "redis"} Need
 * @typedef {{ name: string, folders: string[], suffixes: string[], needs: Need[], workers: number | null }} Suite
 *   workers: files that run at once; null leaves it to jest
 */

/**
 * @param {string} name
 * @param {number} workers two where files mostly wait, for a server of their own or for a lease to
 *   run out; one where what is measured or looked at should have the machine to itself
 * @param {Need[]} [needs]
 * @returns {Suite}
 */
const integration = (name, workers, needs = []) => ({
  name,
  folders: [join("integration-tests", name)],
  suffixes: [".spec.ts"],
  needs,
  workers,
})

/**
 * In the order they run: what fails soonest comes first. The names are those of
 * the projects in jest.config.mjs.
 * @type {readonly Suite[]}
 */
export const suites = [
  {
    name: "unit",
    folders: ["src", "scripts"],
    suffixes: [".unit.spec.ts", ".unit.spec.tsx"],
    needs: [],
    workers: null,
  },
  integration("modules", 1, ["postgres15"]),
  integration("http", 2, ["build"]),
  integration("faults", 2, ["build"]),
  integration("transport", 1, ["build", "openssl", "pgbouncer"]),
  integration("browser", 1, ["build", "chromium"]),
  integration("redis", 1, ["build", "redis"]),
]

/**
 * @param {Suite} suite
 * @returns {boolean} whether it has a test file
 */
export const hasFiles = ({ folders, suffixes }) =>
  folders
    .map((folder) => join(projectRoot, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map(String))
    .some((file) => suffixes.some((suffix) => file.endsWith(suffix)))
