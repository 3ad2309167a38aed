// @ts-check

/**
 * A failure whose message is written for the person at the terminal: it is
 * printed as it is, without a stack.
 */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {{ exitCode?: 1 | 2, cause?: unknown }} [options] exitCode 2 means
   *   that the command was used wrongly, 1 that something failed
   */
  constructor(message, { exitCode = 1, cause } = {}) {
    super(message, { cause })
    this.name = "Refusal"
    this.exitCode = exitCode
  }
}

/**
 * What a person should read of an error: the message of a refusal, the stack of
 * anything unexpected.
 * @param {unknown} error
 * @returns {string}
 */
export function describeError(error) {
  if (error instanceof Refusal) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/**
 * @param {unknown} error
 * @returns {string | undefined} the code that Node and pg give their errors
 */
export function errorCode(error) {
  const hasCode = typeof error === "object" && error !== null && "code" in error
  return hasCode && typeof error.code === "string" ? error.code : undefined
}

/**
 * @param {unknown} error of node:util's parseArgs
 * @param {string} usage
 * @returns {unknown} a refusal where the command was used wrongly, else the error
 */
export function asWrongUse(error, usage) {
  if (!errorCode(error)?.startsWith("ERR_PARSE_ARGS")) return error
  const message = /** @type {Error} */ (error).message
  // What follows the first sentence tells how to quote, which misleads.
  const [reason] = message.split(". ")
  return new Refusal(`${reason}.\n\n${usage}`, { exitCode: 2, cause: error })
}
