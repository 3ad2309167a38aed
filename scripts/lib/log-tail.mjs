// @ts-check
import { existsSync, readFileSync } from "node:fs"
import { relative } from "node:path"
import { stripVTControlCharacters } from "node:util"

/**
 * @param {string} logFile
 * @param {number} [count]
 * @returns {string} its last lines, indented, under a line that names the file
 */
export function lastLogLines(logFile, count = 15) {
  const where = relative(process.cwd(), logFile)
  const text = existsSync(logFile) ? readFileSync(logFile, "utf8") : ""
  const lines = stripVTControlCharacters(text)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
  if (lines.length === 0) return `It wrote nothing to ${where}.`
  const tail = lines.slice(-count).map((line) => `  ${line}`)
  return [`The end of ${where}:`, ...tail].join("\n")
}

/**
 * @param {string} line of a command's output
 * @returns {string} what of it tells a person how far the command is
 */
export const progressLine = (line) =>
  stripVTControlCharacters(line)
    .replace(/^(info|success|warn|http|debug):/, "")
    .replace(/\s+/g, " ")
    .trim()
