// @ts-check
import { join } from "node:path"
import { withoutProjectVariables } from "../lib/environment.mjs"
import { withClient, withDatabase } from "../lib/databases.mjs"
import { medusaCli } from "../lib/medusa-build.mjs"
import { paths, projectRoot, typescript } from "../lib/project-paths.mjs"

/** @typedef {import("../lib/child-processes.mjs").ChildProcesses} ChildProcesses */

/**
 * What every figure is measured with: one PostgreSQL for all, and children that
 * end with the run.
 */
export class Bench {
  /** @type {Promise<string> | undefined} */
  #ownDatabase

  /** @type {Promise<string> | undefined} */
  #migrated

  /**
   * @param {object} given
   * @param {ChildProcesses} given.children
   * @param {string} given.postgresUrl of the server's superuser
   * @param {number} given.runs
   * @param {number} given.seconds
   * @param {(line: string) => void} given.say
   */
  constructor({ children, postgresUrl, runs, seconds, say }) {
    this.children = children
    this.postgresUrl = postgresUrl
    this.runs = runs
    this.seconds = seconds
    this.say = say
  }

  /**
   * The caller's environment without what would change a measurement.
   * @returns {NodeJS.ProcessEnv}
   */
  environment() {
    const { NODE_OPTIONS: _, ...rest } = withoutProjectVariables(process.env)
    return {
      ...Object.fromEntries(
        Object.entries(rest).filter(
          ([name]) => !name.startsWith("PG") && name !== "LOG_LEVEL"
        )
      ),
      // As in production, but over http: one line a request in the log.
      NODE_ENV: "demo",
      MEDUSA_DISABLE_TELEMETRY: "true",
    }
  }

  /**
   * @param {string} name
   * @param {string} [template] the database that it is a copy of; empty without
   * @returns {Promise<string>} URL of a new database
   */
  async createDatabase(name, template = "template1") {
    await withClient(this.postgresUrl, (client) =>
      client.query(
        `create database ${client.escapeIdentifier(name)}
         template ${client.escapeIdentifier(template)}`
      )
    )
    return withDatabase(this.postgresUrl, name)
  }

  /**
   * @param {string} folder of a Medusa project
   * @param {NodeJS.ProcessEnv} env with its DATABASE_URL
   */
  async migrate(folder, env) {
    const args = [medusaCli, "db:migrate", "--execute-safe-links"]
    const options = { cwd: folder, env }
    await this.children.run("bench-migrate", process.execPath, args, options)
  }

  /** @returns {Promise<string>} URL of this backend's database, migrated */
  ownDatabase() {
    this.#ownDatabase ??= this.createMigratedDatabase("bench_backend")
    return this.#ownDatabase
  }

  /**
   * @param {string} name
   * @returns {Promise<string>} URL of a new database with this backend's tables,
   *   copied from one that was migrated once
   */
  async createMigratedDatabase(name) {
    const template = "bench_template"
    this.#migrated ??= this.createDatabase(template).then(async (url) => {
      const env = { ...this.environment(), DATABASE_URL: url }
      await this.migrate(paths.build, env)
      return template
    })
    return this.createDatabase(name, await this.#migrated)
  }

  /**
   * Runs a TypeScript program of the bench in a process of its own.
   * @param {string} name of its log file
   * @param {string} script its path under scripts/bench
   * @param {unknown} order its only argument, as JSON
   * @returns {Promise<unknown>} what it printed, as JSON
   */
  async ask(name, script, order) {
    const program = typescript(join("scripts/bench", script))
    const options = { cwd: projectRoot, env: this.environment() }
    const args = [...program, JSON.stringify(order)]
    const printed = await this.children.run(
      `bench-${name}`,
      process.execPath,
      args,
      options
    )
    /** @type {unknown} */
    const answer = JSON.parse(printed)
    return answer
  }
}
