// @ts-check
import { parseArgs } from "node:util"
import { asWrongUse, Refusal } from "./refusal.mjs"
import { suites } from "./test-suites.mjs"

const names = suites.map(({ name }) => name)

export const usage = `Usage: npm test [-- SUITE … --grep TEXT]

Runs the suites with a throw-away PostgreSQL, and a browser and a Redis where a
suite needs them. Without a name it runs all: ${names.join(", ")}.

  --grep TEXT   only the tests whose name matches
  --help        this text`

/**
 * @typedef {{ names: string[], grep: string | undefined, help: boolean }} TestOptions
 */

/**
 * @param {string[]} args without node and script
 * @returns {TestOptions}
 * @throws {Refusal} with exit code 2 on a suite or a flag that is not there
 */
export function parseTestOptions(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        grep: { type: "string", short: "t" },
        help: { type: "boolean", short: "h", default: false },
      },
    })
    const unknown = positionals.find((name) => !names.includes(name))
    if (unknown) {
      const reason = `There is no suite “${unknown}”.`
      throw new Refusal(`${reason}\n\n${usage}`, { exitCode: 2 })
    }
    const chosen = positionals.length > 0 ? positionals : names
    return { names: chosen, grep: values.grep, help: values.help }
  } catch (error) {
    throw asWrongUse(error, usage)
  }
}
