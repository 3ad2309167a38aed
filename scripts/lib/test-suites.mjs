// @ts-check
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { projectRoot } from "./project-paths.mjs"

/**
 * @typedef {"build" | "chromium" | "redis"} Need
 * @typedef {{ name: string, folders: string[], suffixes: string[], needs: Need[], inBand: boolean }} Suite
 */

/**
 * @param {string} name
 * @param {Need[]} [needs]
 * @returns {Suite} one at a time: a file that starts Medusa takes both cores
 */
const integration = (name, needs = []) => ({
  name,
  folders: [join("integration-tests", name)],
  suffixes: [".spec.ts"],
  needs,
  inBand: true,
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
    inBand: false,
  },
  integration("modules"),
  integration("http", ["build"]),
  integration("faults", ["build"]),
  integration("browser", ["build", "chromium"]),
  integration("redis", ["build", "redis"]),
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
