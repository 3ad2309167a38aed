// @ts-check
import { Command, CommanderError, InvalidArgumentError } from "commander"
import { Refusal } from "../lib/refusal.mjs"
import { figures } from "./figures.mjs"

const names = figures.map(({ name }) => name)

/**
 * @typedef {object} BenchOptions
 * @property {string[]} only names of the figures to measure
 * @property {number} runs of each competitor
 * @property {number} seconds that a run under load takes, about
 * @property {string} json file for the results, from the working directory
 */

/** @param {{ from: number, to: number }} range */
const wholeNumber =
  ({ from, to }) =>
  (/** @type {string} */ text) => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= from && number <= to) return number
    throw new InvalidArgumentError(`Give a number from ${from} to ${to}.`)
  }

/** @param {string} text */
const figureNames = (text) => {
  const asked = text.split(",").map((name) => name.trim().toUpperCase())
  const unknown = asked.find((name) => !names.includes(name))
  if (unknown === undefined) return asked
  throw new InvalidArgumentError(
    `There is no figure “${unknown}”; there are ${names.join(", ")}.`
  )
}

/** @param {(text: string) => void} write */
const command = (write) =>
  new Command("npm run bench --")
    .description(
      "Measures this backend beside programs that do the same work, on this\n" +
        "machine, and says which of the goals are reached."
    )
    .option("--only <names>", "figures, divided by commas", figureNames, names)
    .option("--runs <n>", "runs of each", wholeNumber({ from: 1, to: 99 }), 5)
    .option(
      "--seconds <n>",
      "length of a run under load",
      wholeNumber({ from: 1, to: 60 }),
      5
    )
    .option("--json <file>", "where the results go", ".data/bench.json")
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: write })

/**
 * @param {string[]} args without node and script
 * @returns {BenchOptions | { help: string }}
 * @throws {Refusal} with exit code 2 where the command was used wrongly
 */
export function parseBenchOptions(args) {
  let text = ""
  const parser = command((part) => {
    text += part
  })
  try {
    return parser.parse(args, { from: "user" }).opts()
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { help: text }
    const message = `${text.trim()}\n\n${parser.helpInformation()}`
    throw new Refusal(message, { exitCode: 2, cause: error })
  }
}
