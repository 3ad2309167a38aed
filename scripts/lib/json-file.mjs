// @ts-check
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs"
import { dirname } from "node:path"

/**
 * @param {string} file
 * @returns {unknown} the parsed content; undefined where the file is missing or
 *   is not JSON, as after a crash while it was written
 */
export function readJson(file) {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, "utf8"))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Writes a file that only its owner can read. The rename makes it whole or
 * absent for a reader, whenever the writer dies.
 * @param {string} file
 * @param {unknown} value
 */
export function writeJson(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.tmp`
  writeFileSync(draft, JSON.stringify(value, null, 2) + "\n", { mode: 0o600 })
  renameSync(draft, file)
}
