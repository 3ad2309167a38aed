// @ts-check
import { readJson, writeJson } from "./json-file.mjs"

/**
 * What was done in earlier runs, so that it is not done again. Each stamp says
 * from what it was done: another source or another database makes it void.
 */
export class Stamps {
  /** @param {string} file */
  constructor(file) {
    this.file = file
    const kept = readJson(file)
    /** @type {Record<string, string>} */
    this.values = typeof kept === "object" ? { ...kept } : {}
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  matches(name, value) {
    return this.values[name] === value
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    this.values[name] = value
    writeJson(this.file, this.values)
  }
}
